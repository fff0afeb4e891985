/** All requests were answered, none by the primary: by the driver's connections, and by the host's process table where there is one. */
import { answersByWorker } from '../../trace/connection-index.ts';
import type { AnsweredByWorkersCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { counted } from './living.ts';

export function judgeAnsweredByWorkers({ load }: AnsweredByWorkersCheck, program: ProgramFacts): Verdict {
  const outcomes = program.loads.find(({ name }) => name === load)?.outcomes ?? [];
  const counts = answersByWorker(outcomes, program.connections);
  const byPrimary = counts.get(0) ?? 0;
  const workers = [...counts.keys()].filter((worker) => worker !== undefined && worker > 0);
  const byWorkers = workers.reduce<number>((sum, worker) => sum + (counts.get(worker) ?? 0), 0);
  const strangers = workers.filter((worker) => worker !== undefined && !isChild(worker, program));
  const found =
    `${program.entry}: ${counted(outcomes.length, 'request')} sent, ` +
    `${byWorkers} answered by workers, ${byPrimary} by the primary` +
    (strangers.length > 0 ? `, and ${counted(strangers.length, 'worker')} not a child of the primary` : '') +
    '.';
  const passed = outcomes.length > 0 && byWorkers === outcomes.length && byPrimary === 0 && strangers.length === 0;
  if (passed) return { passed, found };
  return {
    passed,
    expected: 'Every request is answered, and each by a worker.',
    found,
    hint: 'A server belongs to the process that runs its line: look at which branch of "if (cluster.isPrimary)" creates it.',
  };
}

/** True also without facts from a host: then the trace alone stands. */
function isChild(id: number, { host, pid, topology }: ProgramFacts): boolean {
  const worker = topology.workers.find((candidate) => candidate.id === id);
  if (host === undefined || worker === undefined || worker.state === 'exited') return true;
  return host.processes.some((process) => process.pid === worker.pid && process.parent === pid);
}

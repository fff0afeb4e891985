/** The number of workers that ended in a certain way. */
import type { ExitsCheck } from '../check-output.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import type { WorkerState } from '../../trace/topology.ts';

export function judgeExits({ count, code, signal, voluntary }: ExitsCheck, program: ProgramFacts): Verdict {
  const gone = program.topology.workers.filter(({ exit }) => exit !== null);
  const matching = gone.filter(
    ({ exit }) =>
      (code === undefined || exit?.code === code) &&
      (signal === undefined || exit?.signal === signal) &&
      (voluntary === undefined || exit?.voluntary === voluntary),
  );
  const found = gone.length === 0 ? 'No worker ended.' : `${gone.map(describeExit).join('; ')}.`;
  const passed = inRange(matching.length, count, program.parallelism);
  if (passed) return { passed, found };
  const how = [
    ...(code === undefined ? [] : [`with code ${code}`]),
    ...(signal === undefined ? [] : [`by ${signal}`]),
    ...(voluntary === undefined ? [] : [voluntary ? 'because the primary wanted it' : 'unasked']),
  ];
  return {
    passed,
    expected: `Workers that ended ${how.join(' ') || 'in any way'}: ${describeRange(count, program.parallelism)}.`,
    found,
    hint: 'The State column of the table tells of each worker how it ended.',
  };
}

function describeExit({ id, exit }: WorkerState): string {
  const how = exit?.signal ?? (exit?.code === null || exit === null ? 'with the program' : `code ${exit.code}`);
  return `worker ${id}: ${how}${exit?.voluntary === true ? ', as the primary wanted' : ''}`;
}

/** The number of a program's processes, beside the first, that lived at the same time: by their beginnings and ends. */
import type { SideBySideCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import type { TraceEvent } from '../../trace/event.ts';

export function judgeSideBySide(
  { processes }: SideBySideCheck,
  { events, topology, parallelism }: ProgramFacts,
): Verdict {
  const most = mostAtOnce(events, topology.primary?.pid);
  const found =
    topology.children.length === 0
      ? 'The program started no other process.'
      : `Of ${topology.children.length} processes, at the most ${most} lived at the same time.`;
  const passed = inRange(most, processes, parallelism);
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${describeRange(processes, parallelism)} at the same time.`,
    found,
    hint: 'Start all of them first, then wait for their results.',
  };
}

function mostAtOnce(events: readonly TraceEvent[], primary: number | undefined): number {
  const alive = new Set<number>();
  let most = 0;
  for (const { type, pid } of events.toSorted((one, other) => one.at - other.at)) {
    if (pid === primary) continue;
    if (type === 'process.started') alive.add(pid);
    else if (type === 'process.exiting') alive.delete(pid);
    most = Math.max(most, alive.size);
  }
  return most;
}

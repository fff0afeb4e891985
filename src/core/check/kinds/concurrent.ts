/** The number of requests of a load that were open at the same time, according to the servers. */
import type { ConcurrentCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { servedFor, servedRequests, type ServedRequest } from '../../trace/served-requests.ts';
import { outcomesOf } from './load-of.ts';

export function judgeConcurrent({ load, count, within }: ConcurrentCheck, program: ProgramFacts): Verdict {
  const all = servedRequests(program.events);
  const served = outcomesOf(program, load).flatMap((outcome) => servedFor(outcome, all) ?? []);
  const most = mostOpen(served, within);
  const found = `At the most ${most} of ${served.length} requests were open at the same time in ${within}.`;
  const passed = served.length > 0 && inRange(most, count, program.parallelism);
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${describeRange(count, program.parallelism)} at the same time.`,
    found,
    hint: 'A handler that waits lets others begin; one that computes lets nobody in until it is done.',
  };
}

function mostOpen(served: readonly ServedRequest[], within: ConcurrentCheck['within']): number {
  const groups = within === 'a process' ? Object.values(Object.groupBy(served, ({ pid }) => pid)) : [served];
  return Math.max(0, ...groups.map((group = []) => mostAtOnce(group, within === 'different workers')));
}

/** @param byProcess counts processes with an open request instead of requests */
function mostAtOnce(served: readonly ServedRequest[], byProcess: boolean): number {
  const changes = served
    .flatMap(({ pid, startedAt, finishedAt }) => [
      { at: startedAt, pid, change: 1 },
      { at: finishedAt ?? Number.POSITIVE_INFINITY, pid, change: -1 },
    ])
    // At the same microsecond an end comes first: the two requests did not overlap.
    .toSorted((one, other) => one.at - other.at || one.change - other.change);
  const open = new Map<number, number>();
  let most = 0;
  for (const { pid, change } of changes) {
    open.set(pid, (open.get(pid) ?? 0) + change);
    const counts = [...open.values()];
    const now = byProcess ? counts.filter((each) => each > 0).length : counts.reduce((sum, each) => sum + each, 0);
    most = Math.max(most, now);
  }
  return most;
}

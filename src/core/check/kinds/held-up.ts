/** The number of requests that had to wait for the end of another load, according to their senders. */
import type { HeldUpCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { servedFor, servedRequests } from '../../trace/served-requests.ts';
import { outcomesOf } from './load-of.ts';

export function judgeHeldUp({ load, by, count }: HeldUpCheck, program: ProgramFacts): Verdict {
  const served = servedRequests(program.events);
  const blockers = outcomesOf(program, by).map(({ startedAt, ...outcome }) => ({
    startedAt,
    // Each load has a sender of its own, which may hear of its answer late: the server knows the true end.
    finishedAt: Math.min(outcome.finishedAt, servedFor({ ...outcome, startedAt }, served)?.finishedAt ?? Infinity),
  }));
  const visitors = outcomesOf(program, load);
  const heldUp = visitors.filter((visitor) =>
    blockers.some(
      (blocker) =>
        visitor.startedAt > blocker.startedAt &&
        visitor.startedAt < blocker.finishedAt &&
        visitor.finishedAt >= blocker.finishedAt,
    ),
  );
  const found = `${heldUp.length} of ${visitors.length} requests of "${load}" waited until "${by}" was over.`;
  const passed = visitors.length > 0 && blockers.length > 0 && inRange(heldUp.length, count, program.parallelism);
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${describeRange(count, program.parallelism)} of them held up.`,
    found,
    hint: 'A request waits where its connection is. Look at which worker has the slow request, and what it does all the while.',
  };
}

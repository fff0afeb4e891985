/** Moments of one kind came before moments of another: servings by the servers' view, answers by the senders'. */
import type { Moment, OrderCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { servedFor, servedRequests } from '../../trace/served-requests.ts';
import { outcomesOf } from './load-of.ts';

const MICROSECONDS = 1_000;

export function judgeOrder({ first, then }: OrderCheck, program: ProgramFacts): Verdict {
  const [before, after] = [momentsOf(first, program), momentsOf(then, program)];
  const expected = `Every request of "${first.load}" was ${first.moment} before any of "${then.load}" was ${then.moment}.`;
  const hint = 'The terminal and the table show what ran while the other request was open.';
  const missing = [first, then].find((_, index) => [before, after][index]?.some((at) => at === undefined) ?? true);
  if (missing !== undefined || before.length === 0 || after.length === 0) {
    const name = missing?.load ?? (before.length === 0 ? first.load : then.load);
    return { passed: false, expected, found: `Not every request of "${name}" got that far.`, hint };
  }
  const [last, earliest] = [Math.max(...(before as number[])), Math.min(...(after as number[]))];
  const gap = Math.round(Math.abs(earliest - last) / MICROSECONDS);
  const found = `The last of "${first.load}" was ${first.moment} ${gap} ms ${last <= earliest ? 'before' : 'after'} the first of "${then.load}" was ${then.moment}.`;
  return last <= earliest ? { passed: true, found } : { passed: false, expected, found, hint };
}

/** Time on the trace clock; undefined for a request without that moment. */
function momentsOf({ load, moment }: Moment, program: ProgramFacts): readonly (number | undefined)[] {
  const outcomes = outcomesOf(program, load);
  if (moment === 'sent') return outcomes.map(({ startedAt }) => startedAt);
  if (moment === 'answered') {
    return outcomes.map(({ result, finishedAt }) => (result.kind === 'answered' ? finishedAt : undefined));
  }
  const served = servedRequests(program.events);
  return outcomes.map((outcome) => {
    const request = servedFor(outcome, served);
    return moment === 'started' ? request?.startedAt : (request?.finishedAt ?? undefined);
  });
}

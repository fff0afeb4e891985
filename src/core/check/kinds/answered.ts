/** All requests of a load got the expected answer: status and body. */
import type { AnsweredCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { servedFor, servedRequests } from '../../trace/served-requests.ts';
import { answersOf, outcomesOf, type Answer } from './load-of.ts';

const SHOWN_CHARACTERS = 60;

export function judgeAnswered(check: AnsweredCheck, program: ProgramFacts): Verdict {
  const { load, status, body, contains, number } = check;
  const outcomes = outcomesOf(program, load);
  const needed = check.atLeast ?? outcomes.length;
  const fill = templateFiller(program);
  const isRight = (answer: Answer) =>
    answer.result.status === status &&
    (body === undefined || answer.result.body === fill(body, answer)) &&
    (contains === undefined || answer.result.body.includes(fill(contains, answer)));
  const answers = answersOf(program, load);
  const right = answers.filter(isRight);
  const last = answers.at(-1)?.result.body.trim() ?? '';
  const hasNumber = number === undefined || (last !== '' && inRange(Number(last), number, program.parallelism));
  const found = `${right.length} of ${outcomes.length} requests of "${load}" got it${example(
    outcomes,
    answers.find((answer) => !isRight(answer)),
  )}${number === undefined ? '' : `; the last body was "${last.slice(0, SHOWN_CHARACTERS)}"`}.`;
  if (outcomes.length > 0 && right.length >= needed && hasNumber) return { passed: true, found };
  const wanted = [
    `status ${status}`,
    ...(body === undefined ? [] : [`the body "${inWords(body)}"`]),
    ...(contains === undefined ? [] : [`a body with "${inWords(contains)}"`]),
    ...(number === undefined ? [] : [`a number, ${describeRange(number, program.parallelism)}, as its last body`]),
  ];
  return {
    passed: false,
    expected: `${check.atLeast === undefined ? 'Every request' : `At least ${needed} requests`} answered with ${wanted.join(' and ')}.`,
    found,
    hint: 'Send the same requests with the Load form and read what the terminal says meanwhile.',
  };
}

/** Fills a template with the request's number and the process that served it by the trace. */
function templateFiller({ events }: ProgramFacts): (template: string, answer: Answer) => string {
  const served = servedRequests(events);
  return (template, answer) => {
    const by = /\{(?:pid|worker)\}/.test(template) ? servedFor(answer, served) : undefined;
    return template
      .replaceAll('{n}', String(answer.request))
      .replaceAll('{pid}', String(by?.pid))
      .replaceAll('{worker}', String(by?.worker));
  };
}

/** A template for a learner to read. */
function inWords(template: string): string {
  return template
    .replaceAll('{n}', '(number of the request)')
    .replaceAll('{pid}', '(pid of the process that answers)')
    .replaceAll('{worker}', '(id of the worker that answers)');
}

function example(outcomes: readonly { result: { kind: string } }[], wrong: Answer | undefined): string {
  if (wrong !== undefined) {
    return `; one got ${wrong.result.status} "${wrong.result.body.slice(0, SHOWN_CHARACTERS)}"`;
  }
  const lost = outcomes.filter(({ result }) => result.kind !== 'answered').length;
  return lost === 0 ? '' : `; ${lost} got no answer`;
}

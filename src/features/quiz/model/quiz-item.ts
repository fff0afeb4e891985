/** A question with its place in the course: what pages show, link to and remember. */
import { misconceptionsOf } from './grade.ts';
import type { Misconceptions, Question } from './quiz.schema.ts';
import { hashOf } from './seeded.ts';

export interface QuizItem {
  /** `<lesson>/<step>/<question>`, as in `?items=`. */
  readonly key: string;
  /** `<lesson>/<step>`. */
  readonly step: string;
  readonly question: Question;
}

/** What a miss reveals, and where the course refutes it. */
export interface Belief {
  readonly belief: string;
  readonly truth: string;
  readonly href: string;
  readonly stepTitle: string;
}
export type Beliefs = Readonly<Record<string, Belief>>;

export function quizItems(
  steps: readonly { readonly id: string; readonly quiz: readonly Question[] }[],
): readonly QuizItem[] {
  return steps.flatMap(({ id, quiz }) => quiz.map((question) => ({ key: `${id}/${question.id}`, step: id, question })));
}

/**
 * Tells whether a question is still the one that was answered: its words and what is right. What is said of answers may be
 * written better without asking again.
 */
export function questionHash({ kind, question, code, ...rest }: Question): string {
  const parts =
    'options' in rest
      ? rest.options.map(({ text, correct }) => [text, correct])
      : 'items' in rest
        ? rest.items.map(({ text }) => text)
        : rest.accept;
  return hashOf(JSON.stringify([kind, question, code, parts])).toString(16);
}

/** @param titles of steps, by `<lesson>/<step>` */
export function beliefsOf(
  question: Question,
  misconceptions: Misconceptions,
  titles: ReadonlyMap<string, string>,
): Beliefs {
  const entries = misconceptionsOf(question).flatMap((id): [string, Belief][] => {
    const found = misconceptions[id];
    if (found === undefined) return [];
    const { belief, truth, shownBy } = found;
    return [[id, { belief, truth, href: addressOf(shownBy), stepTitle: titles.get(shownBy) ?? shownBy }]];
  });
  return Object.fromEntries(entries);
}

/** @param step `<lesson>/<step>` */
export function addressOf(step: string): string {
  return `/lessons/${step.replace('/', '/#')}`;
}

/** One go through some questions as a self-check: what was answered, what was missed, what to take again. Only a first answer counts. */

export interface Result {
  readonly correct: boolean;
}

export interface QuizRun<Answer extends Result = Result> {
  /** The questions of this go, in their order. */
  readonly keys: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
  /** The question that is open; undefined shows the result. */
  readonly open: string | undefined;
}

export function startRun<Answer extends Result>(keys: readonly string[]): QuizRun<Answer> {
  return { keys, answers: {}, open: keys[0] };
}

/** A second answer to a question teaches, and changes no score. */
export function answered<Answer extends Result>(run: QuizRun<Answer>, key: string, answer: Answer): QuizRun<Answer> {
  if (!run.keys.includes(key) || key in run.answers) return run;
  return { ...run, answers: { ...run.answers, [key]: answer } };
}

export function opened<Answer extends Result>(run: QuizRun<Answer>, key: string | undefined): QuizRun<Answer> {
  return key === undefined || run.keys.includes(key) ? { ...run, open: key } : run;
}

/** The next question after the open one without an answer, from the start again at the end; undefined when all have one. */
export function nextOf({ keys, answers, open }: QuizRun): string | undefined {
  const from = open === undefined ? 0 : keys.indexOf(open) + 1;
  return [...keys.slice(from), ...keys.slice(0, from)].find((key) => !(key in answers));
}

export interface Score {
  readonly right: number;
  readonly answered: number;
  readonly of: number;
}

export function scoreOf({ keys, answers }: QuizRun): Score {
  const given = keys.flatMap((key) => answers[key] ?? []);
  return { right: given.filter(({ correct }) => correct).length, answered: given.length, of: keys.length };
}

export function missedIn({ keys, answers }: QuizRun): readonly string[] {
  return keys.filter((key) => answers[key]?.correct === false);
}

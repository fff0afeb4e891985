/** Looks for mistakes between a quiz and the catalogue of misconceptions, and between the catalogue and the steps. */
import type { Question } from '../features/quiz/model/quiz.schema.ts';
import { problem, type Problem } from './problem.ts';
import type { Course, CourseStep } from './read-course.ts';

export function checkQuiz({ folder, quiz, quizLine }: CourseStep, { misconceptions }: Course): readonly Problem[] {
  return quiz
    .flatMap((question, index) => namedIn(question).map(({ id, path }) => ({ id, line: quizLine([index, ...path]) })))
    .filter(({ id }) => !(id in misconceptions))
    .map(({ id, line }) =>
      problem(
        `lessons/${folder}/quiz.yaml`,
        'a misconception of misconceptions.yaml',
        id,
        'Add it there, or correct the id.',
        line,
      ),
    );
}

export function checkMisconceptions({ lessons, misconceptions, misconceptionLine }: Course): readonly Problem[] {
  const steps = new Set(lessons.flatMap((lesson) => lesson.steps.map(({ id }) => id)));
  return Object.entries(misconceptions)
    .filter(([, { shownBy }]) => !steps.has(shownBy))
    .map(([id, { shownBy }]) =>
      problem(
        'misconceptions.yaml',
        `${id}.shownBy to name a step`,
        shownBy,
        `Steps are: ${[...steps].join(', ')}.`,
        misconceptionLine([id, 'shownBy']),
      ),
    );
}

/** Every misconception that a question names, and where. */
function namedIn(question: Question): readonly { readonly id: string; readonly path: readonly PropertyKey[] }[] {
  const [key, holders] =
    'options' in question
      ? (['options', question.options] as const)
      : 'items' in question
        ? (['items', question.items] as const)
        : (['mistakes', question.mistakes] as const);
  return holders.flatMap(({ misconception }, index) =>
    misconception === undefined ? [] : [{ id: misconception, path: [key, index, 'misconception'] }],
  );
}

/** Looks for names that nothing in the step, or in the catalogue of misconceptions, has: of programs, loads, files and beliefs. */
import type { Problem } from './problem.ts';
import { entriesOf, type Written, type WrittenStep } from './read-course.ts';
import { unknownNames } from './unknown-names.ts';

export function checkNames(step: WrittenStep, { misconceptionsSource }: Written): readonly Problem[] {
  const { files, matterSource: matter, quizSource: quiz } = step;
  const textsOf = (...pattern: readonly string[]) => matter.texts(...pattern).map(({ text }) => text);
  const entries = entriesOf(matter).map(({ text }) => text);
  // A check may call a start by its entry or by the name that the scenario gave it.
  const programs = [...entries, ...textsOf('scenario', '*', 'as')];
  const entryNames = entries.length === 0 ? undefined : entries;
  const loads = textsOf('scenario', '*', 'name');
  const loadsNamed = [
    ...['load', 'by'].flatMap((key) => matter.texts('checks', '*', key)),
    ...['first', 'then'].flatMap((key) => matter.texts('checks', '*', key, 'load')),
    ...matter.texts('scenario', '*', 'for', 'load'),
  ];
  const inStep = [
    unknownNames(matter.file, matter.texts('checks', '*', 'program'), entryNames && programs, {
      expected: `a check's program among ${programs.join(', ')}`,
      fix: 'Name a start.',
    }),
    unknownNames(matter.file, loadsNamed, loads, {
      expected: `a load among those of the scenario: ${loads.join(', ') || 'it has none'}`,
      fix: 'Name a load that the scenario sends.',
    }),
    unknownNames(matter.file, matter.texts('checks', '*', 'file'), Object.keys(files), {
      expected: "a check's file among those of files/",
      fix: 'Name a file that learners fill in.',
    }),
    unknownNames(matter.file, matter.texts('scenario', '*', 'entry'), entryNames, {
      expected: `a start among ${entries.join(', ')}`,
      fix: 'Name a file of run.entries.',
    }),
    unknownNames(matter.file, matter.texts('prediction', 'program'), entryNames, {
      expected: `a prediction's program among ${entries.join(', ')}`,
      fix: 'Name a file of run.entries, or leave it out.',
    }),
  ];
  const beliefs = [
    { file: matter.file, said: matter.texts('prediction', 'choices', '*', 'misconception') },
    ...['options', 'items', 'mistakes'].map((key) => ({
      file: quiz.file,
      said: quiz.texts('*', key, '*', 'misconception'),
    })),
  ].map(({ file, said }) =>
    unknownNames(file, said, misconceptionsSource.keys, {
      expected: 'a misconception of misconceptions.yaml',
      fix: 'Add it there, or correct the id.',
    }),
  );
  return [...inStep, ...beliefs].flat();
}

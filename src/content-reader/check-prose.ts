/** Looks for mistakes between files, which no single schema sees: links, claims, misconceptions, names of programs and loads. */
import type { CheckSpec } from '../core/check/check.schema.ts';
import { anchorsOf } from './anchors.ts';
import { checkBody } from './check-body.ts';
import { checkMisconceptions, checkQuiz } from './check-quiz.ts';
import { problem, type Problem } from './problem.ts';
import type { Course, CourseLesson, CourseStep } from './read-course.ts';

/** @param experiments ids of the experiments in CI that claims may name; leave out where they are not known */
export function checkCourse(course: Course, experiments?: ReadonlySet<string>): readonly Problem[] {
  const known = { addresses: new Set(course.lessons.flatMap(addressesOf)), experiments };
  return [
    ...course.lessons.flatMap((lesson) => [
      ...checkBody(`lessons/${lesson.folder}/lesson.mdx`, lesson, known),
      ...lesson.steps.flatMap((step) => [
        ...checkBody(`lessons/${step.folder}/step.mdx`, step, known),
        ...checkNames(step),
        ...checkPrediction(step, course),
        ...checkQuiz(step, course),
      ]),
    ]),
    ...checkMisconceptions(course),
  ];
}

function addressesOf(lesson: CourseLesson): readonly string[] {
  const page = `/lessons/${lesson.slug}/`;
  return [page, ...anchorsOf(lesson).map((anchor) => `${page}#${anchor}`)];
}

function checkNames({ folder, matter, program }: CourseStep): readonly Problem[] {
  const file = `lessons/${folder}/step.mdx`;
  const entries = new Set(matter.run.entries ?? [matter.run.entry]);
  const starts = matter.scenario.filter((action) => action.do === 'start');
  // A check may call a start by its entry or by the name that the scenario gave it.
  const programs = new Set([...entries, ...starts.flatMap((start) => start.as ?? [])]);
  const loads = new Set(
    matter.scenario.flatMap((action) => (action.do === 'load' || action.do === 'subscribe' ? [action.name] : [])),
  );
  const problems = matter.checks.flatMap((check) => [
    ...(check.program === undefined || programs.has(check.program)
      ? []
      : [problem(file, `a check's program among ${[...programs].join(', ')}`, check.program, 'Name a start.')]),
    ...loadsOf(check)
      .filter((load) => !loads.has(load))
      .map((load) =>
        problem(file, "a check's load among those of the scenario", load, 'Name a load that the scenario sends.'),
      ),
    ...(check.kind !== 'findings' || check.file in program.files
      ? []
      : [problem(file, "a check's file among those of files/", check.file, 'Name a file that learners fill in.')]),
  ]);
  const unknown = starts.flatMap(({ entry }) => (entry === undefined || entries.has(entry) ? [] : [entry]));
  return [
    ...problems,
    ...unknown.map((entry) =>
      problem(file, `a start among ${[...entries].join(', ')}`, entry, 'Name a file of run.entries.'),
    ),
  ];
}

function checkPrediction({ folder, matter }: CourseStep, { misconceptions }: Course): readonly Problem[] {
  const file = `lessons/${folder}/step.mdx`;
  const { program, choices } = matter.prediction;
  const entries = matter.run.entries ?? [matter.run.entry];
  const unknown = choices.flatMap(({ misconception }) =>
    misconception === undefined || misconception in misconceptions ? [] : [misconception],
  );
  return [
    ...(program === undefined || entries.includes(program)
      ? []
      : [
          problem(
            file,
            `a prediction's program among ${entries.join(', ')}`,
            program,
            'Name a file of run.entries, or leave it out.',
          ),
        ]),
    ...unknown.map((id) =>
      problem(file, 'a misconception of misconceptions.yaml', id, 'Add it there, or correct the id.'),
    ),
  ];
}

/** Every load that a check names. */
function loadsOf(check: CheckSpec): readonly string[] {
  if (check.kind === 'order') return [check.first.load, check.then.load];
  if (check.kind === 'held-up') return [check.load, check.by];
  return 'load' in check ? [check.load] : [];
}

/** Looks for mistakes between files, which no single schema sees: links, claims, misconceptions, names of programs and loads. */
import { anchorsOf } from './anchors.ts';
import { checkAnswer, checkBody } from './check-body.ts';
import { checkNames } from './check-names.ts';
import { checkShownBy } from './check-shown-by.ts';
import type { Problem } from './problem.ts';
import { stepIdsOf, type Written, type WrittenLesson } from './read-course.ts';

/** @param experiments ids of the experiments in CI that claims may name; leave out where they are not known */
export function checkCourse(written: Written, experiments?: ReadonlySet<string>): readonly Problem[] {
  const known = { addresses: new Set(written.lessons.flatMap(addressesOf)), experiments };
  return [
    ...written.lessons.flatMap((lesson) => [
      ...checkBody(`lessons/${lesson.folder}/lesson.mdx`, lesson, known),
      ...lesson.steps.flatMap((step) => [
        ...checkBody(`lessons/${step.folder}/step.mdx`, step, known),
        ...checkAnswer(`lessons/${step.folder}/step.mdx`, step),
        ...checkNames(step, written),
      ]),
    ]),
    ...checkShownBy(written.misconceptionsSource, stepIdsOf(written)),
  ];
}

function addressesOf(lesson: WrittenLesson): readonly string[] {
  const page = `/lessons/${lesson.slug}/`;
  return [page, ...anchorsOf(lesson).map((anchor) => `${page}#${anchor}`)];
}

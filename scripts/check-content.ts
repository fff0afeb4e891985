/** `npm run check:content`: says of every mistake in the content where it is and how to mend it. */
import { checkCourse } from '../src/content-reader/check-prose.ts';
import { checkSources } from '../src/content-reader/check-sources.ts';
import { checkTerms } from '../src/content-reader/check-terms.ts';
import { describeProblem } from '../src/content-reader/problem.ts';
import { readCourse } from '../src/content-reader/read-course.ts';
import { readGallery } from '../src/content-reader/read-gallery.ts';
import { readGlossary } from '../src/content-reader/read-glossary.ts';
import { readNodeApis } from '../src/content-reader/read-node-api.ts';
import { checkRecordings } from '../src/content-reader/recordings.ts';
import { experimentIds } from './experiments.ts';
import { pinnedNode } from './pinned-node.ts';

const { course, problems } = readCourse('src/content');
const gallery = readGallery('src/content');
const between = () => {
  const ids = new Set(course.lessons.flatMap(({ steps }) => steps.map(({ id }) => id)));
  const glossary = readGlossary('src/content', ids);
  return [
    ...checkCourse(course, experimentIds()),
    ...glossary.problems,
    ...(glossary.entries === undefined ? [] : checkTerms(course, glossary.entries)),
    ...readNodeApis('src/content', ids).problems,
    ...checkSources(course, pinnedNode()),
    ...checkRecordings(course, pinnedNode()),
  ];
};
const all = [...problems, ...gallery.problems, ...(problems.length === 0 ? between() : [])];
for (const problem of all) console.error(`src/content/${describeProblem(problem)}\n`);
const steps = course.lessons.flatMap((lesson) => lesson.steps);
console.log(
  all.length === 0
    ? `The content is in order: ${course.lessons.length} lessons, ${steps.length} steps, ${steps.flatMap(({ quiz }) => quiz).length} questions, ${gallery.programs.length} programs of the gallery.`
    : `${all.length} mistake${all.length === 1 ? '' : 's'} in the content.`,
);
process.exitCode = all.length === 0 ? 0 : 1;

/** `npm run check:content`: says of every mistake in the content where it is and how to mend it. */
import { checkCourse } from '../src/content-reader/check-prose.ts';
import { checkPlaceholders } from '../src/content-reader/check-placeholders.ts';
import { checkSources } from '../src/content-reader/check-sources.ts';
import { checkTerms } from '../src/content-reader/check-terms.ts';
import { describeProblems } from '../src/content-reader/problem.ts';
import { readCourse, stepIdsOf } from '../src/content-reader/read-course.ts';
import { readGallery } from '../src/content-reader/read-gallery.ts';
import { readGlossary } from '../src/content-reader/read-glossary.ts';
import { readNodeApis } from '../src/content-reader/read-node-api.ts';
import { readWrongSolution } from '../src/content-reader/read-wrong-solution.ts';
import { checkRecordings } from '../src/content-reader/recordings.ts';
import { writeEditorSchemas } from './editor-schemas.ts';
import { experimentIds } from './experiments.ts';
import { pinnedNode } from './pinned-node.ts';

const ROOT = 'src/content';

writeEditorSchemas();
const { course, written, problems } = readCourse(ROOT);
const steps = course.lessons.flatMap((lesson) => lesson.steps);
const ids = new Set(stepIdsOf(written));
const [gallery, glossary] = [readGallery(ROOT), readGlossary(ROOT, ids)];
const ofCourse = [
  ...problems,
  ...checkCourse(written, experimentIds()),
  ...gallery.problems,
  ...glossary.problems,
  ...checkTerms(written, glossary.names),
  ...readNodeApis(ROOT, ids).problems,
  ...checkPlaceholders(ROOT),
  ...checkSources(written, pinnedNode()),
  ...checkRecordings(course, pinnedNode()),
].map((problem) => ({ ...problem, file: `${ROOT}/${problem.file}` }));
const all = [...ofCourse, ...steps.flatMap(({ program }) => readWrongSolution(program).problems)];
if (all.length > 0) console.error(`${describeProblems(all)}\n`);
console.log(
  all.length === 0
    ? `The content is in order: ${course.lessons.length} lessons, ${steps.length} steps, ${steps.flatMap(({ quiz }) => quiz).length} questions, ${gallery.programs.length} programs of the gallery.`
    : `${all.length} mistake${all.length === 1 ? '' : 's'} in the content.`,
);
process.exitCode = all.length === 0 ? 0 : 1;

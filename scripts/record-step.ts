/** `npm run record <lesson>/<step>` or `-- --all`: drives the solution through the scenario on real Node and keeps the raw run. */
import { courseIn, type CourseStep } from '../src/content-reader/read-course.ts';
import { checkRecordings } from '../src/content-reader/recordings.ts';
import { describeProblem } from '../src/content-reader/problem.ts';
import { pinnedNode } from './pinned-node.ts';
import { record } from './record.ts';

const ROOT = 'src/content';
const node = pinnedNode();
const wanted = process.argv.slice(2);

if (process.version !== node)
  fail(`This is Node ${process.version}; recordings are made with ${node}: npm run record.`);
for (const step of chosen(courseIn(ROOT).lessons.flatMap(({ steps }) => steps))) {
  const { file, bytes, seconds } = await record(step, ROOT).catch((error: unknown) =>
    fail(error instanceof Error ? error.message : String(error)),
  );
  console.log(`${file}: ${Math.ceil(bytes / 1_000)} KB, ${seconds.toFixed(1)} seconds.`);
}
for (const problem of checkRecordings(courseIn(ROOT), node)) {
  console.log(`Still to be recorded:\n${describeProblem(problem)}`);
}

/** `--all`: every step that needs a recording or has one. */
function chosen(steps: readonly CourseStep[]): readonly CourseStep[] {
  if (wanted.length === 1 && wanted[0] === '--all') {
    return steps.filter(({ program, recording }) => program.needs.length > 0 || recording !== undefined);
  }
  if (wanted.length === 0)
    fail('Say which step to record: npm run record <lesson>/<step>, or npm run record -- --all.');
  return wanted.map((id) => {
    const step = steps.find((each) => each.id === id);
    return step ?? fail(`There is no step "${id}". Steps are: ${steps.map((each) => each.id).join(', ')}.`);
  });
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** `npm run check:claims`: which claims of the course, its catalogues and pages are shown by which experiment, and which experiments nobody needs. */
import { globSync, readFileSync } from 'node:fs';
import { courseIn } from '../src/content-reader/read-course.ts';
import { glossaryIn } from '../src/content-reader/read-glossary.ts';
import { nodeApisIn } from '../src/content-reader/read-node-api.ts';
import { experimentIds } from './experiments.ts';

const experiments = experimentIds();
const { lessons } = courseIn('src/content');
const steps = new Set(lessons.flatMap((lesson) => lesson.steps.map(({ id }) => id)));
const bodies = [
  ...lessons.flatMap((lesson) => [lesson, ...lesson.steps]),
  ...globSync('src/{pages,components,features,layouts}/**/*.astro').map((file) => ({
    folder: file,
    body: readFileSync(file, 'utf8'),
  })),
];
const words = [
  ...Object.entries(glossaryIn('src/content', steps)),
  ...Object.entries(nodeApisIn('src/content', steps)),
];
const claims = [
  ...bodies.flatMap(({ folder, body }) =>
    [...body.matchAll(/<Claim\s+shownBy="([^"]*)"/g)].map(([, id = '']) => ({ folder, id })),
  ),
  ...words.flatMap(([name, { experiments: shown = [] }]) => shown.map((id) => ({ folder: name, id }))),
];
const unshown = claims.filter(({ id }) => !experiments.has(id));
const unused = [...experiments].filter((id) => !claims.some((claim) => claim.id === id));
for (const { folder, id } of unshown)
  console.error(`${folder}: no experiment "${id}" in tests/claims. Write it, or drop the claim.`);
for (const id of unused)
  console.error(`tests/claims: nobody claims what "${id}" shows. Claim it, or remove the experiment.`);
console.log(`${claims.length} claims, ${experiments.size} experiments.`);
process.exitCode = unshown.length + unused.length === 0 ? 0 : 1;

/** `npm run export:scorm -- <lesson>`: the lesson as a package for a learning platform, in-browser Node and all: SCORM 1.2, and cmi5. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import packageJson from '../package.json' with { type: 'json' };
import { courseIn } from '../src/content-reader/read-course.ts';
import { cmi5Structure } from './lms/cmi5-structure.ts';
import { packageFiles } from './lms/package-files.ts';
import { scormManifest } from './lms/scorm-manifest.ts';

const OUT = 'lms-packages';
/** The same package has the same bytes, whenever it is made: a zip's earliest time. */
const MTIME = new Date(1980, 0, 1);

const [wanted, ...rest] = process.argv.slice(2);
const { lessons } = courseIn('src/content');
const lesson = lessons.find(({ slug }) => slug === wanted);
if (lesson === undefined || rest.length > 0) {
  const named = wanted === undefined ? 'Say which lesson' : `There is no lesson "${[wanted, ...rest].join(' ')}"`;
  console.error(`${named}: npm run export:scorm -- ${lessons.map(({ slug }) => slug).join(' | ')}`);
  process.exit(1);
}

const files = await packageFiles({
  site: 'dist',
  lesson: lesson.slug,
  recordings: lesson.steps.filter(({ recording }) => recording !== undefined).map(({ id }) => id),
  hosted: process.env['PUBLIC_SITE_URL']?.replace(/\/$/, ''),
});
const manifest = scormManifest({ lesson: lesson.slug, title: lesson.matter.title, files: Object.keys(files) });
const structure = cmi5Structure({ lesson: lesson.slug, title: lesson.matter.title, summary: lesson.matter.summary });
const entries: Zippable = {
  'imsmanifest.xml': Buffer.from(manifest),
  'cmi5.xml': Buffer.from(structure),
  ...files,
};
const zip = zipSync(entries, { level: 9, mtime: MTIME });
await mkdir(OUT, { recursive: true });
const file = path.join(OUT, `cluster-lab-${lesson.slug}-${packageJson.version}-lms.zip`);
await writeFile(file, zip);
console.log(
  `${file}: ${(zip.length / 1e6).toFixed(1)} MB, ${Object.keys(entries).length} files. Upload it to your learning platform as a SCORM 1.2 or cmi5 package.`,
);

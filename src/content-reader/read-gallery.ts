/** Reads the playground's gallery from disk: a folder for each program, with program.yaml beside its files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placeOf } from '../core/lesson/outline.ts';
import { galleryProgramSchema } from '../features/playground/model/gallery.schema.ts';
import { problemOfFiles, type GalleryProgram } from '../features/playground/model/playground.ts';
import { parseYaml } from './parse.ts';
import { describeProblems, problem, type Problem } from './problem.ts';
import { unknownNames } from './unknown-names.ts';

export interface GalleryReading {
  readonly programs: readonly GalleryProgram[];
  /** What keeps the gallery from being shown; empty for content that is in order. */
  readonly problems: readonly Problem[];
}

const ABOUT = 'program.yaml';

/** @param root the content folder, which holds `playground/` */
export function readGallery(root: string): GalleryReading {
  const problems: Problem[] = [];
  const programs = readdirSync(path.join(root, 'playground'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .flatMap((folder) => {
      const reading = readProgram(root, path.join('playground', folder));
      problems.push(...reading.problems);
      return reading.program ?? [];
    });
  return { programs, problems };
}

/** @throws where the gallery is not in order */
export function galleryIn(root: string): readonly GalleryProgram[] {
  const { programs, problems } = readGallery(root);
  if (problems.length > 0) throw new Error(describeProblems(problems));
  return programs;
}

function readProgram(root: string, folder: string): { program?: GalleryProgram; problems: readonly Problem[] } {
  const file = path.join(folder, ABOUT);
  const { slug } = placeOf(path.basename(folder)) ?? {};
  if (slug === undefined) {
    const fix = 'Rename it: two digits for its place, a hyphen, lower case words.';
    return { problems: [problem(folder, 'a folder named like 08-my-program', path.basename(folder), fix)] };
  }
  if (!existsSync(path.join(root, file))) {
    const fix = `Create ${file} with title, entry and watch, or take the folder away.`;
    return { problems: [problem(file, 'this file', 'nothing', fix)] };
  }
  const { value, problems, source } = parseYaml(galleryProgramSchema, { file, text: textOf(root, file) });
  const [entry] = source.texts('entry').map(({ text }) => text);
  const paths = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name !== ABOUT)
    .map((each) => path.relative(path.join(root, folder), path.join(each.parentPath, each.name)))
    // The file that is started is read first, so its tab comes first.
    .toSorted((one, other) => Number(other === entry) - Number(one === entry) || (one < other ? -1 : 1));
  const files = Object.fromEntries(
    paths.map((each) => [each.replaceAll(path.sep, '/'), textOf(root, path.join(folder, each))]),
  );
  const wrong = problemOfFiles(files);
  const all = [
    ...problems,
    ...(wrong === undefined ? [] : [problem(file, 'files that an engine takes', wrong, 'Mend the files.')]),
    ...unknownNames(file, source.texts('entry'), Object.keys(files), {
      expected: 'entry: a file beside it',
      fix: `Name the file to start: ${Object.keys(files).join(', ')}.`,
    }),
  ];
  if (value === undefined || all.length > 0) return { problems: all };
  const { watch, ...playground } = value;
  return { program: { slug, watch, playground: { ...playground, files } }, problems: [] };
}

function textOf(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Reads the playground's gallery from disk: a folder for each program, with program.yaml beside its files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placeOf } from '../core/lesson/outline.ts';
import { galleryProgramSchema } from '../features/playground/model/gallery.schema.ts';
import { problemOfFiles, type GalleryProgram } from '../features/playground/model/playground.ts';
import { parseYaml } from './parse.ts';
import { describeProblem, problem, type Problem } from './problem.ts';

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
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join('\n'));
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
  const { value, problems, lineOf } = parseYaml(galleryProgramSchema, { file, text: textOf(root, file) });
  if (value === undefined) return { problems };
  const paths = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ABOUT)
    .map((entry) => path.relative(path.join(root, folder), path.join(entry.parentPath, entry.name)))
    // The file that is started is read first, so its tab comes first.
    .toSorted((one, other) => Number(other === value.entry) - Number(one === value.entry) || (one < other ? -1 : 1));
  const files = Object.fromEntries(
    paths.map((each) => [each.replaceAll(path.sep, '/'), textOf(root, path.join(folder, each))]),
  );
  const { watch, ...playground } = value;
  const wrong = problemOfFiles(files);
  if (wrong !== undefined) return { problems: [problem(file, 'files that an engine takes', wrong, 'Mend the files.')] };
  if (!Object.hasOwn(files, value.entry)) {
    const found = `no ${value.entry} in ${folder}`;
    return {
      problems: [problem(file, 'entry: a file beside it', found, 'Name the file to start.', lineOf(['entry']))],
    };
  }
  return { program: { slug, watch, playground: { ...playground, files } }, problems: [] };
}

function textOf(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

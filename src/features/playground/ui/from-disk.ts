/** Files from the learner's disk, whichever way they come: what is no text or too large stays out, and is named. */
import { bytesOf, LARGEST_FILE_BYTES, MOST_FILES } from '@cluster-lab/sandbox/file-rules';
import type { Files } from '../../../core/lesson/step-program.ts';
import { problemOfName } from '../model/file-names.ts';
import { tooLarge } from '../model/playground.ts';

export interface DiskFile {
  /** As it lies in the folder that was chosen. */
  readonly path: string;
  readonly file: File;
}

export interface ReadFiles {
  readonly files: Files;
  /** A sentence for each that stayed out. */
  readonly leftOut: readonly string[];
}

/** What no program of a playground needs: packages, history, build products of others. */
const SKIPPED = /(^|\/)(node_modules|\.git|\.svn|\.hg|\.cache|\.DS_Store|\.cluster-lab)(\/|$)/;

/** A folder that is chosen by mistake ends here, before the browser has read a disk. */
export const MOST_LOOKED_AT = 5_000;

export const isSkipped = (path: string) => SKIPPED.test(path);

/** @throws {RangeError} with a sentence, where there are more files than a playground takes */
export async function readDiskFiles(found: readonly DiskFile[]): Promise<ReadFiles> {
  const wanted = found.filter(({ path }) => !isSkipped(path));
  if (wanted.length > MOST_FILES)
    throw new RangeError(
      `There are ${wanted.length} files in it, and a playground holds at most ${MOST_FILES}. Choose a smaller folder; node_modules and .git are left out anyway.`,
    );
  const leftOut: string[] = [];
  const files: Record<string, string> = {};
  for (const { path, file } of wanted) {
    const read = await readOne(path, file, files);
    if ('text' in read) Object.defineProperty(files, path, { value: read.text, enumerable: true, writable: true });
    else leftOut.push(read.problem);
  }
  return { files, leftOut };
}

async function readOne(path: string, file: File, others: Files): Promise<{ text: string } | { problem: string }> {
  if (file.size > LARGEST_FILE_BYTES) return { problem: `${tooLarge(path, file.size)} It stays out.` };
  const name = problemOfName(path, others);
  if (name !== undefined) return { problem: name };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    if (text.includes('\0')) return { problem: `“${path}” is not a text, so it stays out.` };
    return bytesOf(text) > LARGEST_FILE_BYTES ? { problem: tooLarge(path, bytesOf(text)) } : { text };
  } catch (error) {
    const isBinary = error instanceof TypeError;
    return { problem: isBinary ? `“${path}” is not a text, so it stays out.` : `“${path}” could not be read.` };
  }
}

/** Of an `<input type=file>`; a chosen folder's own name is not part of a path. */
export function filesOfInput({ files }: HTMLInputElement): readonly DiskFile[] {
  return [...(files ?? [])].map((file) => ({ path: withoutFirst(file.webkitRelativePath) || file.name, file }));
}

/** The name of the folder that was chosen, where one was. */
export function folderOfInput({ files }: HTMLInputElement): string | undefined {
  return files?.[0]?.webkitRelativePath.split('/')[0];
}

const withoutFirst = (path: string) => path.split('/').slice(1).join('/');

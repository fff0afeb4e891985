/** Refuses files that no sandbox takes: names outside it, too many files, too large ones. */
import {
  bytesOf,
  countOf,
  isInside,
  LARGEST_FILE_BYTES,
  MOST_FILES,
  MOST_PACKAGE_FILES,
  PACKAGES,
} from './file-rules.ts';
import { SandboxError, type FileMap } from './sandbox.ts';

/**
 * @param ownFolder the page's own folder, whose few files are not counted
 * @throws {SandboxError} `too-many-files`, `bad-path`, `file-too-large`
 */
export function refuseBadFiles(files: FileMap, ownFolder?: string): void {
  const paths = Object.keys(files);
  refuseMany(countOf(paths, ownFolder), MOST_FILES, 'files');
  const ofPackages = paths.filter((path) => path.startsWith(PACKAGES)).length;
  refuseMany(ofPackages, MOST_PACKAGE_FILES, 'files in node_modules');
  for (const [path, text] of Object.entries(files)) {
    refuseBadPath(path);
    refuseLarge(path, bytesOf(text));
  }
}

function refuseMany(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw new SandboxError(
    'too-many-files',
    `${count} ${what} are more than the ${most} that a sandbox holds.`,
    'Take only the files that the program needs.',
  );
}

/** @throws {SandboxError} `bad-path` unless the path is plain and relative, with `/` between its parts */
export function refuseBadPath(path: string): void {
  if (!isInside(path)) throw badPath(path);
}

export function badPath(path: string): SandboxError {
  return new SandboxError(
    'bad-path',
    `"${path}" does not name a file inside the sandbox.`,
    'Use a relative path with / between its parts, such as lib/server.mjs.',
  );
}

/** @throws {SandboxError} `file-too-large` */
export function refuseLarge(path: string, bytes: number): void {
  if (bytes <= LARGEST_FILE_BYTES) return;
  throw new SandboxError(
    'file-too-large',
    `"${path}" has ${bytes} bytes; a file in the sandbox has at most ${LARGEST_FILE_BYTES}.`,
    'Make it smaller, or have the program create the data it needs.',
  );
}

export function notFound(path: string): SandboxError {
  return new SandboxError('not-found', `There is no file "${path}" in the sandbox.`, 'Check the name and its folder.');
}

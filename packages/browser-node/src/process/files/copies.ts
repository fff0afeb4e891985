/** `fs.cpSync`: what Node's library leaves to its C++. */
import { parentOf } from '../../file-tree.ts';
import { binding } from '../binding.ts';
import { makeFolders, setTimes } from './changes.ts';
import { copyFile, need, unlink } from './paths.ts';
import { absolute, tree } from './tree.ts';

type Code =
  'ERR_FS_EISDIR' | 'ERR_FS_CP_EINVAL' | 'ERR_FS_CP_DIR_TO_NON_DIR' | 'ERR_FS_CP_NON_DIR_TO_DIR' | 'ERR_FS_CP_EEXIST';

function refusal(code: Code, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** Refuses what cannot be copied, and makes the folders above the copy. */
export function checkPaths(from: string, to: string, _followsLinks: boolean, isRecursive: boolean): void {
  const source = need(from, 'lstat');
  const [path, target] = [absolute(from), absolute(to)];
  const there = tree.get(target);
  const isFolder = source.type === 'folder';
  if (path === target) throw refusal('ERR_FS_CP_EINVAL', `src and dest cannot be the same ${to}`);
  if (there !== undefined && isFolder && there.type !== 'folder') {
    throw refusal('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${to} with directory ${from}`);
  }
  if (there?.type === 'folder' && !isFolder) {
    throw refusal('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${to} with non-directory ${from}`);
  }
  if (isFolder && !isRecursive) {
    throw refusal('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${from}/`);
  }
  if (isFolder && target.startsWith(`${path}/`)) {
    throw refusal('ERR_FS_CP_EINVAL', `Cannot copy ${from}/ to a subdirectory of self ${to}`);
  }
  makeFolders(parentOf(target), 0o755);
}

/** In place of the file that is there. */
export function overrideFile(from: string, to: string, mode: number, keepsTimes: boolean): void {
  const { COPYFILE_EXCL } = binding<{ fs: { COPYFILE_EXCL: number } }>('constants').fs;
  if ((mode & COPYFILE_EXCL) === 0) unlink(to);
  copy(from, to, mode, keepsTimes);
}

function copy(from: string, to: string, mode: number, keepsTimes: boolean): void {
  copyFile(from, to, mode);
  const { times } = need(from, 'stat');
  if (keepsTimes) setTimes(need(to, 'stat'), times.accessedMs / 1_000, times.modifiedMs / 1_000);
}

export function copyFolder(from: string, to: string, ...choices: boolean[]): void {
  const [isForced = true, , refusesExisting = false, , keepsTimes = false] = choices;
  const source = need(from, 'opendir');
  makeFolders(absolute(to), source.mode);
  for (const name of tree.list(absolute(from))) {
    const [path, target] = [`${from}/${name}`, `${to}/${name}`];
    const there = tree.get(absolute(target));
    if (need(path, 'lstat').type === 'folder') copyFolder(path, target, ...choices);
    else if (there === undefined || isForced) copy(path, target, 0, keepsTimes);
    else if (refusesExisting) {
      const told = `Target already exists: cp returned EEXIST (${target} already exists)`;
      throw refusal('ERR_FS_CP_EEXIST', `[ERR_FS_CP_EEXIST]: ${told}`);
    }
  }
}

/** What node:fs does with names of files and folders: it refuses what Linux refuses. */
import { CHANNEL } from '@cluster-lab/sandbox';
import { parentOf, type FileNode } from '../../file-tree.ts';
import { binding } from '../binding.ts';
import { decodeUtf8, encodeUtf8, host } from '../host.ts';
import { asBuffer, realm } from '../realm.ts';
import { decoders, type Encoding } from '../text-encodings.ts';
import { uvException } from '../uv.ts';
import { makeFolders, move, put, remove, setMode, setTimes, truncate } from './changes.ts';
import { addDescriptor } from './descriptors.ts';
import { absolute, tree } from './tree.ts';

/** Kinds in the answer of `readdir`. */
const ENTRY = { file: 1, folder: 2, socket: 6 } as const;
const RANDOM_CHARACTERS = 6;
/** The stream of what is written to the terminal itself, beside the standard ones. */
const TERMINAL = 3;

type Constant = 'O_CREAT' | 'O_EXCL' | 'O_TRUNC' | 'O_APPEND' | 'COPYFILE_EXCL' | 'X_OK';

const constants = () => binding<{ fs: Record<Constant, number> }>('constants').fs;
const textOf = (path: unknown) => (path instanceof Uint8Array ? decodeUtf8(path) : String(path));

/** @param to where it should go, for the error */
export function need(path: unknown, syscall: string, ...to: readonly unknown[]): FileNode {
  const refuse = (code: 'ENOENT' | 'ENOTDIR') => uvException(code, syscall, textOf(path), to.map(textOf)[0]);
  const node = tree.get(absolute(path));
  if (node === undefined) throw refuse(whyMissing(path));
  if (node.type !== 'folder' && textOf(path).endsWith('/')) throw refuse('ENOTDIR');
  return node;
}

/** A file has nothing in it, and what is in a folder that is not there is not there either. */
function whyMissing(path: unknown): 'ENOENT' | 'ENOTDIR' {
  let above = parentOf(absolute(path));
  while (tree.get(above) === undefined) above = parentOf(above);
  return tree.get(above)?.type === 'folder' ? 'ENOENT' : 'ENOTDIR';
}

function needFolder(path: unknown, syscall: string): FileNode {
  const node = need(path, syscall);
  if (node.type !== 'folder') throw uvException('ENOTDIR', syscall, textOf(path));
  return node;
}

/** A folder in which something new can be. @param names of the error */
function needPlace(path: unknown, syscall: string, ...names: readonly unknown[]): void {
  if (tree.get(parentOf(absolute(path)))?.type === 'folder') return;
  const [first, second] = names.map(textOf);
  throw uvException(whyMissing(path), syscall, first, second);
}

const permitted = (mode: number) => mode & ~realm.umask;

/** One user owns everything, so that all is refused to nobody but to run what is no program. */
export function access(path: unknown, mode: number): void {
  const node = need(path, 'access');
  const isRefused = (mode & constants().X_OK) !== 0 && node.type !== 'folder' && (node.mode & 0o111) === 0;
  if (isRefused) throw uvException('EACCES', 'access', textOf(path));
}

export function open(path: unknown, flags: number, mode = 0o666): number {
  const { O_CREAT, O_EXCL, O_TRUNC, O_APPEND } = constants();
  const has = (flag: number) => (flags & flag) !== 0;
  const name = absolute(path);
  if (name === '/dev/null') return addDescriptor({ kind: 'null' });
  if (name === CHANNEL) return addDescriptor({ kind: 'terminal', stream: TERMINAL });
  let node = tree.get(name);
  if (node === undefined && has(O_CREAT)) {
    needPlace(path, 'open', path);
    node = put(name, new Uint8Array(0), permitted(mode));
  } else {
    node = need(path, 'open');
    if (has(O_CREAT) && has(O_EXCL)) throw uvException('EEXIST', 'open', textOf(path));
  }
  if (node.type === 'folder' && (flags & 3) !== 0) throw uvException('EISDIR', 'open', textOf(path));
  if (has(O_TRUNC) && node.data.length > 0) truncate(node, 0);
  return addDescriptor({ kind: 'file', node, position: 0, isAppending: has(O_APPEND), access: flags & 3 });
}

export function readFile(path: unknown): Uint8Array {
  const node = need(path, 'open');
  if (node.type === 'folder') throw uvException('EISDIR', 'read');
  return node.data;
}

export function mkdir(path: unknown, mode: number, isRecursive: boolean): string | undefined {
  const existing = tree.get(absolute(path));
  if (existing !== undefined && (!isRecursive || existing.type !== 'folder')) {
    throw uvException('EEXIST', 'mkdir', textOf(path));
  }
  if (!isRecursive) needPlace(path, 'mkdir', path);
  else if (existing === undefined && whyMissing(path) === 'ENOTDIR')
    throw uvException('ENOTDIR', 'mkdir', textOf(path));
  const first = makeFolders(absolute(path), permitted(mode));
  return isRecursive ? first : undefined;
}

export function mkdtemp(prefix: unknown): string {
  const bytes = host.crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS));
  const path = textOf(prefix) + [...bytes].map((byte) => (byte % 36).toString(36)).join('');
  needPlace(path, 'mkdtemp', `${textOf(prefix)}XXXXXX`);
  makeFolders(absolute(path), 0o700);
  return path;
}

/** Names and kinds of what is in a folder. @throws ENOENT, ENOTDIR */
export function folderEntries(path: unknown, syscall: string): [name: string, kind: number][] {
  needFolder(path, syscall);
  const folder = absolute(path);
  const kindOf = (name: string) => ENTRY[tree.get(`${folder === '/' ? '' : folder}/${name}`)?.type ?? 'file'];
  return tree.list(folder).map((name) => [name, kindOf(name)]);
}

export function readdir(path: unknown, encoding: unknown, withTypes: boolean): unknown {
  const entries = folderEntries(path, 'scandir');
  const names = entries.map(([name]) => encodedName(name, encoding));
  return withTypes ? [names, entries.map(([, kind]) => kind)] : names;
}

/** A name is bytes, which are text as one asks for. */
export function encodedName(name: string, encoding: unknown): unknown {
  if (encoding === 'buffer') return asBuffer(encodeUtf8(name));
  return decoders[encoding as Encoding]?.(encodeUtf8(name)) ?? name;
}

export function rmdir(path: unknown): void {
  needFolder(path, 'rmdir');
  if (tree.list(absolute(path)).length > 0) throw uvException('ENOTEMPTY', 'rmdir', textOf(path));
  remove(absolute(path));
}

export function unlink(path: unknown): void {
  if (need(path, 'unlink').type === 'folder') throw uvException('EISDIR', 'unlink', textOf(path));
  remove(absolute(path));
}

export function rename(from: unknown, to: unknown): void {
  const refuse = (code: 'EINVAL' | 'EISDIR' | 'ENOTDIR' | 'ENOTEMPTY') =>
    uvException(code, 'rename', textOf(from), textOf(to));
  const { type } = need(from, 'rename', to);
  needPlace(to, 'rename', from, to);
  const [path, target] = [absolute(from), absolute(to)];
  if (target.startsWith(`${path}/`)) throw refuse('EINVAL');
  const there = tree.get(target);
  if (type === 'folder' && there !== undefined && there.type !== 'folder') throw refuse('ENOTDIR');
  if (type !== 'folder' && there?.type === 'folder') throw refuse('EISDIR');
  if (path !== target && there?.type === 'folder' && tree.list(target).length > 0) throw refuse('ENOTEMPTY');
  move(path, target);
}

export function copyFile(from: unknown, to: unknown, mode: number): void {
  const refuse = (code: 'EEXIST' | 'EISDIR') => uvException(code, 'copyfile', textOf(from), textOf(to));
  const source = need(from, 'copyfile', to);
  needPlace(to, 'copyfile', from, to);
  const there = tree.get(absolute(to));
  if (there !== undefined && (mode & constants().COPYFILE_EXCL) !== 0) throw refuse('EEXIST');
  if (there?.type === 'folder' || source.type === 'folder') throw refuse('EISDIR');
  if (there !== source) setMode(put(absolute(to), source.data.slice(), source.mode), source.mode);
}

export function chmod(path: unknown, mode: number): void {
  setMode(need(path, 'chmod'), mode);
}

export function utimes(syscall: string): (path: unknown, accessed: number, modified: number) => void {
  return (path, accessed, modified) => setTimes(need(path, syscall), accessed, modified);
}

export function realpath(path: unknown, encoding: unknown): unknown {
  need(path, 'realpath');
  return encodedName(absolute(path), encoding);
}

/** No file here is a link. */
export function readlink(path: unknown): never {
  need(path, 'readlink');
  throw uvException('EINVAL', 'readlink', textOf(path));
}

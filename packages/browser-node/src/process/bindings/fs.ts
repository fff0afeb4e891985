/** `fs`: the sandbox's files, at once or with a callback or a promise as Node asks for them. */
import { defineBinding, each } from '../binding.ts';
import { addDescriptor, descriptor, descriptors, writeDescriptor } from '../files/descriptors.ts';
import { absolute, changed, tree } from '../files/tree.ts';
import { parentOf, type FileNode } from '../../file-tree.ts';
import { decodeUtf8, encodeUtf8, host, noop } from '../host.ts';
import { beginRequest, endRequest, enqueue } from '../loop.ts';
import { encodeText } from '../text-encodings.ts';
import { missingPart } from '../shape.ts';
import { asBuffer } from '../realm.ts';
import { UV, uvException } from '../uv.ts';
import { binding } from '../binding.ts';

const MODES = { file: 0o100000, folder: 0o040000, socket: 0o140000, pipe: 0o010000, device: 0o020000 } as const;
const BLOCK = 4_096;
const UID = 1_000;
/** Kinds in the answer of `readdir`. */
const ENTRY = { file: 1, folder: 2, socket: 6 } as const;
const RANDOM_CHARACTERS = 6;
/** Nothing arrives while a call lasts. */
const WAITING_READ = 'a call that waits for standard input or a pipe; listen to process.stdin instead';
/** As O_WRONLY. */
const WRITE_ONLY = 1;

export interface Callback {
  oncomplete(error: unknown, result?: unknown): void;
}

type Stats = Pick<FileNode, 'mode' | 'modifiedMs' | 'inode'> & {
  readonly type: keyof typeof MODES;
  readonly size: number;
};

/** @param to where it should go, for the error */
function need(path: unknown, syscall: string, ...to: readonly unknown[]): FileNode {
  const node = tree.get(absolute(path));
  if (node === undefined) throw uvException(whyMissing(path), syscall, String(path), to.map(String)[0]);
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
  if (node.type !== 'folder') throw uvException('ENOTDIR', syscall, String(path));
  return node;
}

function statsOfDescriptor(fd: number): Stats {
  const file = descriptor(fd, 'fstat');
  if (file.kind === 'file') return statsOf(file.node);
  return { type: file.kind === 'pipe' ? 'pipe' : 'device', mode: 0o600, modifiedMs: 0, inode: 0, size: 0 };
}

const statsOf = ({ type, mode, modifiedMs, inode, data }: FileNode): Stats => ({
  ...{ type, mode, modifiedMs, inode },
  size: data.length,
});

function open(path: unknown, flags: number, mode?: number): number {
  const { fs } = binding<{ fs: Record<'O_CREAT' | 'O_EXCL' | 'O_TRUNC' | 'O_APPEND', number> }>('constants');
  const name = absolute(path);
  const has = (flag: keyof typeof fs) => (flags & fs[flag]) !== 0;
  if (name === '/dev/null') return addDescriptor({ kind: 'null' });
  let node = tree.get(name);
  if (node === undefined) {
    if (!has('O_CREAT') || tree.get(parentOf(name))?.type !== 'folder')
      throw uvException(whyMissing(path), 'open', String(path));
    node = put(name, new Uint8Array(0), mode);
  } else if (has('O_CREAT') && has('O_EXCL')) throw uvException('EEXIST', 'open', String(path));
  const isWriting = (flags & 3) !== 0;
  if (node.type === 'folder' && isWriting) throw uvException('EISDIR', 'open', String(path));
  if (has('O_TRUNC') && node.data.length > 0) truncate(node, 0);
  return addDescriptor({ kind: 'file', node, position: 0, isAppending: has('O_APPEND'), access: flags & 3 });
}

function put(path: string, data: Uint8Array<ArrayBuffer>, mode = 0o644): FileNode {
  changed({ do: 'put', path, data, mode });
  return tree.put(path, data, mode);
}

function truncate(node: FileNode, length: number): void {
  tree.truncate(node, length);
  if (node.path !== undefined) changed({ do: 'truncate', path: node.path, length });
}

function remove(path: unknown): void {
  tree.remove(absolute(path));
  changed({ do: 'remove', path: absolute(path) });
}

function read(fd: number, target: Uint8Array, offset: number, length: number, at: unknown): number {
  const file = descriptor(fd, 'read');
  if (file.kind === 'pipe') throw missingPart(WAITING_READ);
  if (file.kind !== 'file') return 0;
  if (file.access === WRITE_ONLY) throw uvException('EBADF', 'read');
  if (file.node.type === 'folder') throw uvException('EISDIR', 'read');
  const position = Number(at ?? -1);
  const start = position < 0 ? file.position : position;
  const part = file.node.data.subarray(start, start + length);
  new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(part, offset);
  if (position < 0) file.position += part.length;
  return part.length;
}

function readFileUtf8(path: unknown): string {
  if (typeof path === 'number') {
    const file = descriptor(path, 'read');
    if (file.kind === 'pipe') throw missingPart(WAITING_READ);
    return file.kind === 'file' ? decodeUtf8(file.node.data) : '';
  }
  const node = need(path, 'open');
  if (node.type === 'folder') throw uvException('EISDIR', 'read');
  return decodeUtf8(node.data);
}

function writeFileUtf8(path: unknown, text: string, flags: number, mode: number): void {
  const fd = typeof path === 'number' ? path : open(path, flags, mode);
  writeDescriptor(fd, encodeUtf8(text));
  if (typeof path !== 'number') descriptors.delete(fd);
}

const positionOf = (at: unknown) => (typeof at === 'number' && at >= 0 ? at : undefined);

function mkdir(path: unknown, _mode: number, isRecursive: boolean): string | undefined {
  const name = absolute(path);
  const existing = tree.get(name);
  if (existing !== undefined && (!isRecursive || existing.type !== 'folder')) {
    throw uvException('EEXIST', 'mkdir', String(path));
  }
  if (!isRecursive && tree.get(parentOf(name)) === undefined) throw uvException('ENOENT', 'mkdir', String(path));
  changed({ do: 'folder', path: name });
  const first = tree.folders(name);
  return isRecursive ? first : undefined;
}

/** Names and kinds of what is in a folder. @throws ENOENT, ENOTDIR */
export function folderEntries(path: unknown, syscall: string): [name: string, kind: number][] {
  needFolder(path, syscall);
  const folder = absolute(path);
  const kindOf = (name: string) => ENTRY[tree.get(`${folder === '/' ? '' : folder}/${name}`)?.type ?? 'file'];
  return tree.list(folder).map((name) => [name, kindOf(name)]);
}

function readdir(path: unknown, encoding: unknown, withTypes: boolean): unknown {
  const entries = folderEntries(path, 'scandir');
  const names = entries.map(([name]) => (encoding === 'buffer' ? asBuffer(encodeUtf8(name)) : name));
  return withTypes ? [names, entries.map(([, kind]) => kind)] : names;
}

function rmdir(path: unknown): void {
  needFolder(path, 'rmdir');
  if (tree.list(absolute(path)).length > 0) throw uvException('ENOTEMPTY', 'rmdir', String(path));
  remove(path);
}

function rename(from: unknown, to: unknown): void {
  need(from, 'rename', to);
  tree.rename(absolute(from), absolute(to));
  changed({ do: 'rename', path: absolute(from), to: absolute(to) });
}

function mkdtemp(prefix: unknown): string {
  const bytes = host.crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS));
  const path = String(prefix) + [...bytes].map((byte) => (byte % 36).toString(36)).join('');
  mkdir(path, 0o700, false);
  return path;
}

const operations = {
  access: (path: unknown) => void need(path, 'access'),
  open,
  close: (fd: number) => {
    descriptor(fd, 'close');
    descriptors.delete(fd);
  },
  read,
  readFileUtf8,
  writeFileUtf8,
  writeBuffer: (fd: number, bytes: Uint8Array, offset: number, length: number, at: unknown) =>
    writeDescriptor(fd, new Uint8Array(bytes.buffer, bytes.byteOffset + offset, length), positionOf(at)),
  writeBuffers: (fd: number, chunks: readonly Uint8Array[]) =>
    chunks.reduce((sum, chunk) => sum + writeDescriptor(fd, chunk), 0),
  writeString: (fd: number, text: string, at: unknown, encoding?: string) =>
    writeDescriptor(fd, encodeText(text, encoding ?? 'utf8'), positionOf(at)),
  mkdir,
  readdir,
  rmdir,
  rmSync: remove,
  unlink: (path: unknown) => {
    need(path, 'unlink');
    remove(path);
  },
  rename,
  copyFile: (from: unknown, to: unknown) => void put(absolute(to), need(from, 'copyfile', to).data.slice()),
  ftruncate: (fd: number, length = 0) => {
    const file = descriptor(fd, 'ftruncate');
    if (file.kind === 'file') truncate(file.node, length);
  },
  realpath: (path: unknown) => {
    need(path, 'realpath');
    return absolute(path);
  },
  readlink: (path: unknown) => {
    throw uvException('EINVAL', 'readlink', String(path));
  },
  mkdtemp,
};

/** There is one user, and nothing to wait for. */
const WITHOUT_EFFECT = [
  'fsync',
  'fdatasync',
  'chmod',
  'fchmod',
  'chown',
  'fchown',
  'lchown',
  'utimes',
  'futimes',
  'lutimes',
];

defineBinding('fs', (shape) => {
  class FSReqCallback {
    declare oncomplete: Callback['oncomplete'];
  }
  const { kUsePromises, kFsStatsFieldsNumber } = shape as { kUsePromises: symbol; kFsStatsFieldsNumber: number };

  /** As Node's C++: a request among the arguments makes it asynchronous, the symbol makes it a promise. */
  const threeWays =
    (operation: (...args: never[]) => unknown) =>
    (...args: unknown[]): unknown => {
      const request = args.find((arg) => arg instanceof FSReqCallback);
      const plain = args.map((arg) =>
        arg instanceof FSReqCallback || arg === kUsePromises ? undefined : arg,
      ) as never[];
      if (request !== undefined) return void later(() => operation(...plain), request);
      if (!args.includes(kUsePromises)) return operation(...plain);
      return new host.Promise((resolve, reject) => {
        later(() => operation(...plain), {
          oncomplete: (error, result) => {
            if (error === null) resolve(result);
            // Node's library makes it an error with a code; whatever else it is goes through as it is.
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
            else reject(error);
          },
        });
      });
    };

  const stats = ({ type, mode, modifiedMs, inode, size }: Stats, isBig: boolean) => {
    const [seconds, nanoseconds] = [Math.floor(modifiedMs / 1_000), Math.floor(modifiedMs % 1_000) * 1_000_000];
    const times = [seconds, nanoseconds, seconds, nanoseconds, seconds, nanoseconds, seconds, nanoseconds];
    const fields = [1, MODES[type] | mode, 1, UID, UID, 0, BLOCK, inode, size, Math.ceil(size / 512), ...times];
    return isBig ? BigInt64Array.from(fields, BigInt) : Float64Array.from(fields.slice(0, kFsStatsFieldsNumber));
  };
  const stat = (syscall: string) => (path: unknown, isBig: boolean, _request: unknown, mustExist: unknown) => {
    if (mustExist === false && tree.get(absolute(path)) === undefined) return undefined;
    return stats(statsOf(need(path, syscall)), isBig);
  };

  class FileHandle {
    fd: number;

    constructor(fd: number) {
      this.fd = fd;
    }

    getAsyncId = () => 0;

    close(): Promise<void> {
      descriptors.delete(this.releaseFD());
      return host.Promise.resolve();
    }

    releaseFD(): number {
      const { fd } = this;
      this.fd = -1;
      return fd;
    }
  }

  const all = {
    ...operations,
    ...each(WITHOUT_EFFECT, noop),
    stat: stat('stat'),
    lstat: stat('lstat'),
    fstat: (fd: number, isBig: boolean) => stats(statsOfDescriptor(fd), isBig),
    openFileHandle: (path: unknown, flags: number, mode: number) => new FileHandle(open(path, flags, mode)),
  };
  return {
    ...Object.fromEntries(Object.entries(all).map(([name, run]) => [name, threeWays(run as () => unknown)])),
    FSReqCallback,
    FileHandle,
    existsSync: (path: unknown) => tree.get(absolute(path)) !== undefined,
    internalModuleStat: (...args: unknown[]) => {
      const node = tree.get(absolute(args.at(-1)));
      if (node === undefined) return UV.ENOENT;
      return node.type === 'folder' ? 1 : 0;
    },
    getFormatOfExtensionlessFile: () => 0,
    legacyMainResolve,
  };
});

/** The operation happens now, and its callback in a turn of its own. */
export function later(operation: () => unknown, callback: Callback): void {
  let outcome: [error: unknown, result?: unknown];
  try {
    const result = operation();
    outcome = result === undefined ? [null] : [null, result];
  } catch (error) {
    outcome = [error];
  }
  beginRequest();
  enqueue(() => {
    endRequest();
    callback.oncomplete(...outcome);
  });
}

/** Which of its ten guesses Node's resolver finds for a package without `exports`. */
function legacyMainResolve(packageFile: string, main: string | undefined): number {
  const folder = absolute(packageFile).replace(/\/package\.json$/, '');
  const endings = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
  const guesses = [
    ...endings.map((ending) => (main ? main + ending : undefined)),
    ...['index.js', 'index.json', 'index.node'],
  ];
  const found = guesses.findIndex(
    (guess) => guess !== undefined && tree.get(absolute(`${folder}/${guess}`))?.type === 'file',
  );
  if (found >= 0) return found;
  throw Object.assign(new Error(`Cannot find package '${packageFile}'`), { code: 'ERR_MODULE_NOT_FOUND' });
}

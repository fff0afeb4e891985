/** `fs`: the sandbox's files, at once or with a callback or a promise as Node asks for them. */
import type { FileNode } from '../../file-tree.ts';
import { defineBinding } from '../binding.ts';
import { descriptor, descriptors, writeDescriptor } from '../files/descriptors.ts';
import * as copies from '../files/copies.ts';
import * as openFiles from '../files/open-files.ts';
import * as paths from '../files/paths.ts';
import { remove } from '../files/changes.ts';
import { absolute, tree } from '../files/tree.ts';
import { fire, Request } from '../handles/async-wrap.ts';
import { decodeUtf8, encodeUtf8, host } from '../host.ts';
import { beginRequest, endRequest } from '../loop.ts';
import { encodeText } from '../text-encodings.ts';
import { UV } from '../uv.ts';

const MODES = { file: 0o100000, folder: 0o040000, socket: 0o140000, device: 0o020000 } as const;
const BLOCK = 4_096;
/** `stat` counts in smaller ones. */
const SECTORS_OF_A_BLOCK = 8;
const UID = 1_000;
const LONG_AGO = { accessedMs: 0, modifiedMs: 0, changedMs: 0, bornMs: 0 };

type Stats = Pick<FileNode, 'mode' | 'times' | 'inode'> & {
  readonly type: keyof typeof MODES;
  readonly size: number;
};

function statsOfDescriptor(fd: number): Stats {
  const file = descriptor(fd, 'fstat');
  if (file.kind === 'file') return statsOf(file.node);
  // Node makes its pipes of sockets.
  return { type: file.kind === 'pipe' ? 'socket' : 'device', mode: 0o600, times: LONG_AGO, inode: 0, size: 0 };
}

const statsOf = ({ type, mode, times, inode, data }: FileNode): Stats => ({
  ...{ type, mode, times, inode },
  size: data.length,
});

function writeFileUtf8(path: unknown, text: string, flags: number, mode: number): void {
  const fd = typeof path === 'number' ? path : paths.open(path, flags, mode);
  writeDescriptor(fd, encodeUtf8(text));
  if (typeof path !== 'number') descriptors.delete(fd);
}

/** There is one user. */
function chown(syscall: string): (path: unknown) => void {
  return (path) => void paths.need(path, syscall);
}

const operations = {
  access: paths.access,
  open: paths.open,
  close: openFiles.close,
  read: openFiles.read,
  readBuffers: openFiles.readBuffers,
  readFileUtf8: (path: unknown) =>
    decodeUtf8(typeof path === 'number' ? openFiles.readRest(path) : paths.readFile(path)),
  writeFileUtf8,
  writeBuffer: openFiles.writeBytes,
  writeBuffers: openFiles.writeBuffers,
  writeString: (fd: number, text: string, at: unknown, encoding?: string) =>
    openFiles.writeBytes(fd, encodeText(text, encoding ?? 'utf8'), 0, undefined, at),
  mkdir: paths.mkdir,
  readdir: paths.readdir,
  rmdir: paths.rmdir,
  rmSync: (path: unknown) => remove(absolute(path)),
  unlink: paths.unlink,
  rename: paths.rename,
  copyFile: paths.copyFile,
  chmod: paths.chmod,
  fchmod: openFiles.fchmod,
  utimes: paths.utimes('utime'),
  lutimes: paths.utimes('lutime'),
  futimes: openFiles.futimes,
  chown: chown('chown'),
  lchown: chown('lchown'),
  fchown: openFiles.withoutEffect('fchown'),
  fsync: openFiles.withoutEffect('fsync'),
  fdatasync: openFiles.withoutEffect('fdatasync'),
  ftruncate: openFiles.ftruncate,
  realpath: paths.realpath,
  readlink: paths.readlink,
  mkdtemp: paths.mkdtemp,
  cpSyncCheckPaths: copies.checkPaths,
  cpSyncOverrideFile: copies.overrideFile,
  cpSyncCopyDir: copies.copyFolder,
};

defineBinding('fs', (shape) => {
  class FSReqCallback extends Request {}
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
        const request = new FSReqCallback();
        request.oncomplete = (error, result) => {
          if (error === null) resolve(result);
          // Node's library makes it an error with a code; whatever else it is goes through as it is.
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          else reject(error);
        };
        later(() => operation(...plain), request);
      });
    };

  const stats = ({ type, mode, times, inode, size }: Stats, isBig: boolean) => {
    const { accessedMs, modifiedMs, changedMs, bornMs } = times;
    const moments = [accessedMs, modifiedMs, changedMs, bornMs].flatMap((ms) => {
      const seconds = Math.floor(ms / 1_000);
      return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
    });
    const blocks = Math.ceil(size / BLOCK) * SECTORS_OF_A_BLOCK;
    const fields = [1, MODES[type] | mode, 1, UID, UID, 0, BLOCK, inode, size, blocks, ...moments];
    return isBig ? BigInt64Array.from(fields, BigInt) : Float64Array.from(fields.slice(0, kFsStatsFieldsNumber));
  };
  const stat = (syscall: string) => (path: unknown, isBig: boolean, _request: unknown, mustExist: unknown) => {
    if (mustExist === false && tree.get(absolute(path)) === undefined) return undefined;
    return stats(statsOf(paths.need(path, syscall)), isBig);
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
    stat: stat('stat'),
    lstat: stat('lstat'),
    fstat: (fd: number, isBig: boolean) => stats(statsOfDescriptor(fd), isBig),
    openFileHandle: (path: unknown, flags: number, mode: number) => new FileHandle(paths.open(path, flags, mode)),
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

/** The operation happens now, and its callback in a turn of its own, in the context of the caller. */
export function later(operation: () => unknown, request: Request): void {
  let outcome: [error: unknown, result?: unknown];
  try {
    const result = operation();
    outcome = result === undefined ? [null] : [null, result];
  } catch (error) {
    outcome = [error];
  }
  beginRequest();
  fire(request, () => {
    endRequest();
    request.settle(...outcome);
  });
}

/** The number of the guess, of Node's resolver's ten, that finds the entry of a package without `exports`. */
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

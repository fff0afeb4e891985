/** This process's open files: descriptors over the terminal, pipes and the tree of files. */
import { MOST_FILE_BYTES, type FileNode } from '../../file-tree.ts';
import { sleep } from '../blocking.ts';
import type { Connection } from '../connections.ts';
import { host } from '../host.ts';
import { tellKernel } from '../kernel-link.ts';
import { started } from '../realm.ts';
import { uvException } from '../uv.ts';
import { TokenBucket } from '@cluster-lab/sandbox/token-bucket';
import { changed, tree } from './tree.ts';

export type OpenFile =
  | { readonly kind: 'terminal'; readonly stream: number }
  | { readonly kind: 'pipe'; readonly connection: Connection }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'file';
      readonly node: FileNode;
      position: number;
      /** Also where a child or a thread has it too: on Unix they share one position, and who writes in turns there appends. */
      isAppending: boolean;
      /** As O_RDONLY, O_WRONLY or O_RDWR. */
      readonly access: number;
    };

/** The first three are the standard streams; some below are taken in a real Node too. */
const FIRST_FREE = 20;

export const descriptors = new Map<number, OpenFile>();

export function addDescriptor(file: OpenFile): number {
  let fd = FIRST_FREE;
  while (descriptors.has(fd)) fd++;
  descriptors.set(fd, file);
  return fd;
}

/** @throws EBADF */
export function descriptor(fd: number, syscall: string): OpenFile {
  const file = descriptors.get(fd);
  if (file === undefined) throw uvException('EBADF', syscall);
  return file;
}

/** Writes at the position (or the end, where the file was opened for appending) and moves it. @returns the bytes written */
export function writeDescriptor(fd: number, bytes: Uint8Array, at?: number): number {
  const file = descriptor(fd, 'write');
  switch (file.kind) {
    case 'terminal':
      writeTerminal(file.stream, bytes);
      return bytes.length;
    case 'pipe':
      file.connection.send({ op: 'data', bytes: new Uint8Array(bytes) });
      return bytes.length;
    case 'null':
      return bytes.length;
    case 'file':
      return writeFile(file, bytes, at);
    default:
      return file satisfies never;
  }
}

function writeFile(file: Extract<OpenFile, { kind: 'file' }>, bytes: Uint8Array, at: number | undefined): number {
  if (file.access === 0) throw uvException('EBADF', 'write');
  const { node } = file;
  const position = file.isAppending ? node.data.length : (at ?? file.position);
  const grows = Math.max(0, position + bytes.length - node.data.length);
  if (tree.bytes + grows > MOST_FILE_BYTES) throw uvException('ENOSPC', 'write');
  tree.write(node, position, bytes);
  if (node.path !== undefined) changed({ do: 'write', path: node.path, at: position, bytes: new Uint8Array(bytes) });
  if (at === undefined) file.position = position + bytes.length;
  return bytes.length;
}

/** Limits of bytes and of writes: each write is work for the terminal, however short. */
let buckets: { readonly bytes: TokenBucket; readonly writes: TokenBucket } | undefined;
/** So many bytes a second let one write a second through. */
const BYTES_PER_WRITE = 300;
let hasSlowed = false;

/** Writes to the terminal, whose reader has a limited speed: beyond it the program's writes wait, as on a full pipe. */
function writeTerminal(stream: number, bytes: Uint8Array): void {
  tellKernel({ op: 'write', stream, bytes: new Uint8Array(bytes) });
  const { outputBytesPerSecond: rate, outputBurstBytes: burst } = started().limits;
  const now = host.performance.now();
  buckets ??= {
    bytes: new TokenBucket(rate, burst, now),
    writes: new TokenBucket(rate / BYTES_PER_WRITE, burst / BYTES_PER_WRITE, now),
  };
  const [pause, pauseOfWrites] = [buckets.bytes.take(bytes.length, now), buckets.writes.take(1, now)];
  if (pause > 0 && !hasSlowed) {
    tellKernel({ op: 'slowed' });
    hasSlowed = true;
  }
  if (pause + pauseOfWrites > 0) sleep(Math.max(pause, pauseOfWrites));
}

/** The answer of `guessHandleType`: standard output is a file, so that it is written at once and survives an exit. */
export function descriptorType(fd: number): 'FILE' | 'PIPE' | 'INVALID' {
  const file = descriptors.get(fd);
  if (file === undefined) return 'INVALID';
  return file.kind === 'pipe' ? 'PIPE' : 'FILE';
}

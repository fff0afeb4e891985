/** What node:fs does with descriptors. */
import { missingPart } from '../shape.ts';
import { uvException } from '../uv.ts';
import { descriptor, descriptors, writeDescriptor, type OpenFile } from './descriptors.ts';
import { setMode, setTimes, truncate } from './changes.ts';

type RegularFile = Extract<OpenFile, { kind: 'file' }>;

/** Nothing arrives while a call lasts. */
const WAITING_READ = 'a call that waits for standard input or a pipe; listen to process.stdin instead';
/** Of O_RDONLY and O_WRONLY. */
const [READ_ONLY, WRITE_ONLY] = [0, 1];

/** @returns undefined for what is always empty */
function readable(fd: number): RegularFile | undefined {
  const file = descriptor(fd, 'read');
  if (file.kind === 'pipe') throw missingPart(WAITING_READ);
  if (file.kind !== 'file') return undefined;
  if (file.access === WRITE_ONLY) throw uvException('EBADF', 'read');
  if (file.node.type === 'folder') throw uvException('EISDIR', 'read');
  return file;
}

/** At the file's own position where none is said; that one moves with what is read. */
function take(file: RegularFile, length: number, at: number | undefined): Uint8Array {
  const start = at ?? file.position;
  const part = file.node.data.subarray(start, start + length);
  if (at === undefined) file.position += part.length;
  return part;
}

const positionOf = (at: unknown) =>
  (typeof at === 'number' || typeof at === 'bigint') && at >= 0 ? Number(at) : undefined;

export function read(fd: number, target: Uint8Array, offset: number, length: number, at: unknown): number {
  const file = readable(fd);
  if (file === undefined) return 0;
  const part = take(file, length, positionOf(at));
  new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(part, offset);
  return part.length;
}

/** What is left of it. */
export function readRest(fd: number): Uint8Array {
  const file = readable(fd);
  return file === undefined ? new Uint8Array(0) : take(file, Infinity, undefined);
}

export function readBuffers(fd: number, targets: readonly Uint8Array[], at: unknown): number {
  let [sum, position] = [0, positionOf(at)];
  for (const target of targets) {
    const count = read(fd, target, 0, target.byteLength, position);
    sum += count;
    if (position !== undefined) position += count;
    if (count < target.byteLength) break;
  }
  return sum;
}

export function writeBytes(
  fd: number,
  bytes: ArrayBufferView<ArrayBuffer>,
  ...part: [number?, number?, unknown?]
): number {
  const [offset = 0, length = bytes.byteLength - offset, at] = part;
  return writeDescriptor(fd, new Uint8Array(bytes.buffer, bytes.byteOffset + offset, length), positionOf(at));
}

export function writeBuffers(fd: number, chunks: readonly Uint8Array<ArrayBuffer>[], at: unknown): number {
  let sum = 0;
  for (const chunk of chunks) {
    const position = positionOf(at);
    sum += writeBytes(fd, chunk, 0, chunk.byteLength, position === undefined ? undefined : position + sum);
  }
  return sum;
}

export function close(fd: number): void {
  descriptor(fd, 'close');
  descriptors.delete(fd);
}

export function ftruncate(fd: number, length = 0): void {
  const file = descriptor(fd, 'ftruncate');
  if (file.kind !== 'file' || file.access === READ_ONLY) throw uvException('EINVAL', 'ftruncate');
  truncate(file.node, length);
}

export function fchmod(fd: number, mode: number): void {
  const file = descriptor(fd, 'fchmod');
  if (file.kind === 'file') setMode(file.node, mode);
}

export function futimes(fd: number, accessed: number, modified: number): void {
  const file = descriptor(fd, 'futime');
  if (file.kind === 'file') setTimes(file.node, accessed, modified);
}

/** There is nothing to wait for, or one user; a descriptor must be one all the same. */
export function withoutEffect(syscall: string): (fd: number) => void {
  return (fd) => void descriptor(fd, syscall);
}

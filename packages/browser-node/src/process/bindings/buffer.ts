/** `buffer`: what Buffer does with bytes. */
import { defineBinding } from '../binding.ts';
import { host, noop } from '../host.ts';
import { realm } from '../realm.ts';
import { decoders, encoders, encodeText, type Encoding } from '../text-encodings.ts';

/** Encodings by the numbers that Node's C++ gives them. */
const BY_NUMBER = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];

const SLICED: readonly Encoding[] = ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8'];
const WRITTEN: readonly Encoding[] = ['base64', 'base64url', 'hex', 'ucs2'];
const WRITTEN_STATIC: readonly Encoding[] = ['ascii', 'latin1', 'utf8'];

function bytesOf(value: ArrayBufferView | ArrayBuffer): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}

function outOfRange(): RangeError {
  return Object.assign(new RangeError('Index out of range'), { code: 'ERR_OUT_OF_RANGE' });
}

function slice(encoding: Encoding) {
  return (buffer: ArrayBufferView, start?: number, end?: number): string => {
    const bytes = bytesOf(buffer);
    const from = start === undefined ? 0 : start >>> 0;
    if (from > bytes.length) throw outOfRange();
    const to = end === undefined ? bytes.length : Math.min(end >>> 0, bytes.length);
    return decoders[encoding](bytes.subarray(from, Math.max(from, to)));
  };
}

function write(encoding: Encoding) {
  return (buffer: Uint8Array, text: string, offset?: number, length?: number): number => {
    const from = offset === undefined ? 0 : offset >>> 0;
    if (from > buffer.length) throw outOfRange();
    const room = buffer.length - from;
    return encoders[encoding](
      text,
      buffer.subarray(from, from + Math.min(room, length === undefined ? room : length >>> 0)),
    );
  };
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] as number) - (b[at] as number);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
}

function byteLengthUtf8(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    length += code < 0x800 ? 1 : 2;
    const isPair = (code & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) at++;
  }
  return length;
}

/** @returns -1 for an empty pattern, -2 beyond the buffer, as Node's C++ does */
function fill(buffer: Uint8Array, value: unknown, offset: number, end: number, encoding?: string): number | undefined {
  if (offset > buffer.length || end > buffer.length) return -2;
  if (offset >= end) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') {
    bytesOf(buffer).fill(Number(value) & 255, offset, end);
    return undefined;
  }
  const pattern = typeof value === 'string' ? encodeText(value, encoding) : bytesOf(value as Uint8Array);
  if (pattern.length === 0) return -1;
  for (let at = offset; at < end; at++) buffer[at] = pattern[(at - offset) % pattern.length] as number;
  return undefined;
}

interface Search {
  readonly offset: number;
  readonly isForward: boolean;
  /** 2 where only whole UTF-16 units match. */
  readonly step: number;
}

function indexOf(bytes: Uint8Array, pattern: Uint8Array, { offset, isForward, step }: Search): number {
  let at = offset < 0 ? offset + bytes.length : offset;
  if (at < 0) {
    if (!isForward) return -1;
    at = 0;
  }
  if (pattern.length === 0) return Math.min(at, bytes.length);
  const last = bytes.length - pattern.length;
  if (at > last) {
    if (isForward) return -1;
    at = last;
  }
  for (; isForward ? at <= last : at >= 0; at += isForward ? 1 : -1) {
    if (at % step === 0 && pattern.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

const encodingName = (encoding: unknown) => (typeof encoding === 'number' ? BY_NUMBER[encoding] : String(encoding));
const stepOf = (encoding: unknown) => (encodingName(encoding) === 'utf16le' ? 2 : 1);

function swap(size: number) {
  return (buffer: Uint8Array): Uint8Array => {
    for (let at = 0; at + size <= buffer.length; at += size) buffer.subarray(at, at + size).reverse();
    return buffer;
  };
}

function isUtf8(value: ArrayBufferView<ArrayBuffer>): boolean {
  try {
    new host.TextDecoder('utf-8', { fatal: true }).decode(value);
    return true;
  } catch {
    return false;
  }
}

const orMinusOne = (convert: (text: string) => string) => (text: string) => {
  try {
    return convert(text);
  } catch {
    return -1;
  }
};

const named = (encodings: readonly Encoding[], suffix: string, make: (encoding: Encoding) => unknown) =>
  Object.fromEntries(encodings.map((encoding) => [encoding + suffix, make(encoding)]));

defineBinding('buffer', () => ({
  ...named(SLICED, 'Slice', slice),
  ...named(WRITTEN, 'Write', write),
  ...named(WRITTEN_STATIC, 'WriteStatic', write),
  byteLengthUtf8,
  fill,
  copy: (source: Uint8Array, target: Uint8Array, targetStart: number, sourceStart: number, length: number) => {
    bytesOf(target).set(bytesOf(source).subarray(sourceStart, sourceStart + length), targetStart);
    return length;
  },
  copyArrayBuffer: (target: ArrayBuffer, targetAt: number, source: ArrayBuffer, sourceAt: number, length: number) =>
    new Uint8Array(target, targetAt, length).set(new Uint8Array(source, sourceAt, length)),
  compare: (a: Uint8Array, b: Uint8Array) => compare(bytesOf(a), bytesOf(b)),
  compareOffset: (
    source: Uint8Array,
    target: Uint8Array,
    ...[targetStart, sourceStart, targetLength, sourceLength]: [number, number, number, number]
  ) =>
    compare(
      bytesOf(source).subarray(sourceStart, sourceStart + sourceLength),
      bytesOf(target).subarray(targetStart, targetStart + targetLength),
    ),
  indexOfString: (buffer: Uint8Array, value: string, offset: number, encoding: unknown, isForward: boolean) => {
    const pattern = encodeText(value, encodingName(encoding));
    return indexOf(bytesOf(buffer), pattern, { offset, isForward, step: stepOf(encoding) });
  },
  indexOfBuffer: (buffer: Uint8Array, value: Uint8Array, offset: number, encoding: unknown, isForward: boolean) =>
    indexOf(bytesOf(buffer), bytesOf(value), { offset, isForward, step: stepOf(encoding) }),
  indexOfNumber: (buffer: Uint8Array, value: number, offset: number, isForward: boolean) =>
    indexOf(bytesOf(buffer), Uint8Array.of(value & 255), { offset, isForward, step: 1 }),
  swap16: swap(2),
  swap32: swap(4),
  swap64: swap(8),
  isUtf8,
  isAscii: (value: Uint8Array) => bytesOf(value).every((byte) => byte < 128),
  atob: orMinusOne(host.atob),
  btoa: orMinusOne(host.btoa),
  createUnsafeArrayBuffer: (length: number) => new ArrayBuffer(length),
  getZeroFillToggle: noop,
  setDetachKey: noop,
  setBufferPrototype: (prototype: object) => {
    realm.bufferPrototype = prototype;
  },
}));

/** `zlib`: deflate, gzip and their opposites. */
import {
  AsyncWrap,
  beginRequest,
  binding,
  defineBinding,
  encodeUtf8,
  endRequest,
  fire,
  missingPart,
} from '../../chunk-kit.ts';
import { Context, type Failure, type Settings } from './context.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Arguments = [
  ...[flush: number, input: Bytes | null, inputAt: number, inputLength: number],
  ...[output: Bytes, outputAt: number, outputLength: number],
];

class Zlib extends AsyncWrap {
  declare onerror: (message: string, errno: number, code: string) => void;
  readonly #mode: number;
  #context: Context | undefined;
  /** [output left, input left]: shared with Node's library. */
  #left: Uint32Array = new Uint32Array(2);
  #onDone: () => void = () => undefined;
  #isClosed = false;

  constructor(mode: number) {
    super();
    this.#mode = mode;
  }

  init(...settings: [number, number, number, number, Uint32Array, () => void, Uint8Array | undefined]): void {
    const [windowBits, level, memLevel, strategy, left, onDone, dictionary] = settings;
    this.#left = left;
    this.#onDone = onDone;
    const all: Settings = { windowBits, level, memLevel, strategy, dictionary };
    this.#context = new Context(this.#mode, all);
  }

  /** There are no other threads: the work is done at once, the answer comes as from one. */
  write(...all: Arguments): void {
    beginRequest();
    const failure = this.#step(all);
    fire(this, () => {
      endRequest();
      if (this.#isClosed) return;
      if (failure === undefined) this.#onDone.call(this);
      else this.#fail(failure);
    });
  }

  writeSync(...all: Arguments): void {
    const failure = this.#step(all);
    if (failure !== undefined) this.#fail(failure);
  }

  #step([flush, input, inputAt, inputLength, output, outputAt, outputLength]: Arguments): Failure | undefined {
    const from = { bytes: input ?? new Uint8Array(0), at: inputAt, length: inputLength };
    const to = { bytes: output, at: outputAt, length: outputLength };
    this.#left.set(this.#context?.step(flush, from, to) ?? []);
    return this.#context?.failure;
  }

  #fail({ message, errno }: Failure): void {
    const { zlib } = binding<{ zlib: Record<string, number> }>('constants');
    const code = ['Z_NEED_DICT', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR'].find(
      (name) => zlib[name] === errno,
    );
    this.onerror(message, errno, code ?? 'Z_ERRNO');
  }

  params(): never {
    throw missingPart('params() of node:zlib, which changes the level in the middle');
  }

  reset(): void {
    this.#context?.reset();
  }

  close(): void {
    this.#isClosed = true;
  }
}

/** The reversed polynomial of CRC-32, bit by bit for each byte. */
const POLYNOMIAL = 0xedb88320;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

function crc32(data: string | ArrayBufferView, before: number): number {
  const bytes =
    typeof data === 'string' ? encodeUtf8(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

/** A function expression: Node calls it with `new`. */
function without(what: string): () => never {
  return function () {
    throw missingPart(`${what} in node:zlib (gzip and deflate are there)`);
  };
}

defineBinding('zlib', () => ({
  Zlib,
  crc32,
  BrotliEncoder: without('Brotli'),
  BrotliDecoder: without('Brotli'),
  ZstdCompress: without('Zstandard'),
  ZstdDecompress: without('Zstandard'),
}));

/** One running compression or expansion: pako's port of zlib, driven as Node's C++ drives zlib. */
import * as pako from 'pako';
import { binding } from '../../chunk-kit.ts';

type Mode = 'DEFLATE' | 'INFLATE' | 'GZIP' | 'GUNZIP' | 'DEFLATERAW' | 'INFLATERAW' | 'UNZIP';
type Flush = Parameters<typeof pako.zlibDeflate>[1];
type Strategy = Parameters<typeof pako.zlibDeflateInit2>[5];

export interface Settings {
  readonly windowBits: number;
  readonly level: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly dictionary: Uint8Array | undefined;
}

export interface Failure {
  readonly message: string;
  readonly errno: number;
}

/** Where a step reads and writes. */
export interface Space {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: number;
  readonly length: number;
}

const DEFLATED = 8;
const GZIP_MAGIC = [0x1f, 0x8b] as const;
const AUTOMATIC_HEADER = 32;
const GZIP_HEADER = 16;

function modeOf(number: number): Mode {
  const { zlib } = binding<{ zlib: Record<string, number> }>('constants');
  const modes = ['DEFLATE', 'INFLATE', 'GZIP', 'GUNZIP', 'DEFLATERAW', 'INFLATERAW', 'UNZIP'] as const;
  return modes.find((name) => zlib[name] === number) ?? 'INFLATE';
}

export class Context {
  readonly #stream = new pako.ZStream();
  readonly #settings: Settings;
  readonly #doesCompress: boolean;
  #mode: Mode;
  #status: number = pako.Z_OK;
  #flush: Flush = pako.Z_NO_FLUSH;

  constructor(mode: number, settings: Settings) {
    this.#mode = modeOf(mode);
    this.#settings = settings;
    this.#doesCompress = ['DEFLATE', 'GZIP', 'DEFLATERAW'].includes(this.#mode);
    this.#status = this.#begin();
  }

  #begin(): number {
    const { windowBits, level, memLevel, strategy, dictionary } = this.#settings;
    const bits = this.#headerBits(windowBits);
    const begun = this.#doesCompress
      ? pako.zlibDeflateInit2(this.#stream, level, DEFLATED, bits, memLevel, strategy as Strategy)
      : pako.zlibInflateInit2(this.#stream, bits);
    if (begun !== pako.Z_OK || dictionary === undefined || ['INFLATE', 'GUNZIP', 'UNZIP'].includes(this.#mode))
      return begun;
    return this.#useDictionary(dictionary);
  }

  #useDictionary(dictionary: Uint8Array): number {
    return this.#doesCompress
      ? pako.zlibDeflateSetDictionary(this.#stream, dictionary)
      : pako.zlibInflateSetDictionary(this.#stream, dictionary);
  }

  #headerBits(windowBits: number): number {
    switch (this.#mode) {
      case 'GZIP':
      case 'GUNZIP':
        return windowBits + GZIP_HEADER;
      case 'UNZIP':
        return windowBits + AUTOMATIC_HEADER;
      case 'DEFLATERAW':
      case 'INFLATERAW':
        return -windowBits;
      case 'DEFLATE':
      case 'INFLATE':
        return windowBits;
      default:
        return this.#mode satisfies never;
    }
  }

  reset(): void {
    if (this.#doesCompress) pako.zlibDeflateReset(this.#stream);
    else pako.zlibInflateReset(this.#stream);
    this.#status = pako.Z_OK;
  }

  /** @returns what is left of output and input */
  step(flush: number, input: Space, output: Space): readonly [number, number] {
    const stream = this.#stream;
    Object.assign(stream, { input: input.bytes, next_in: input.at, avail_in: input.length });
    Object.assign(stream, { output: output.bytes, next_out: output.at, avail_out: output.length });
    this.#flush = flush as Flush;
    this.#status = this.#doesCompress ? pako.zlibDeflate(stream, this.#flush) : this.#expand();
    return [stream.avail_out, stream.avail_in];
  }

  #expand(): number {
    const stream = this.#stream;
    if (this.#mode === 'UNZIP' && stream.avail_in > 0 && stream.total_in === 0) {
      this.#mode = stream.input[stream.next_in] === GZIP_MAGIC[0] ? 'GUNZIP' : 'INFLATE';
    }
    let status: number = pako.zlibInflate(stream, this.#flush);
    const { dictionary } = this.#settings;
    if (status === pako.Z_NEED_DICT && dictionary !== undefined && this.#mode !== 'INFLATERAW') {
      status = this.#useDictionary(dictionary);
      if (status === pako.Z_OK) status = pako.zlibInflate(stream, this.#flush);
      // The dictionary was another one.
      else if (status === pako.Z_DATA_ERROR) return pako.Z_NEED_DICT;
    }
    // A further member may follow; zeros only fill up.
    while (
      stream.avail_in > 0 &&
      this.#mode === 'GUNZIP' &&
      status === pako.Z_STREAM_END &&
      stream.input[stream.next_in] !== 0
    ) {
      this.reset();
      status = pako.zlibInflate(stream, this.#flush);
    }
    return status;
  }

  get failure(): Failure | undefined {
    const fail = (message: string) => ({ message: this.#stream.msg || message, errno: this.#status });
    switch (this.#status) {
      case pako.Z_OK:
      case pako.Z_BUF_ERROR:
        return this.#stream.avail_out !== 0 && this.#flush === pako.Z_FINISH
          ? fail('unexpected end of file')
          : undefined;
      case pako.Z_STREAM_END:
        return undefined;
      case pako.Z_NEED_DICT:
        return fail(this.#settings.dictionary === undefined ? 'Missing dictionary' : 'Bad dictionary');
      default:
        return fail('Zlib error');
    }
  }
}

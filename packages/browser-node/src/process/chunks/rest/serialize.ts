/** `serdes.Serializer`: values in V8's own format (version 15), byte for byte, as `v8.serialize` writes them. */
import { asBuffer } from '../../chunk-kit.ts';
import { ERROR_TAGS, FORMAT_VERSION, REGEXP_FLAGS, TAG } from './serialized-format.ts';

type Constructor = new (message: string) => Error;

const SMALLEST_INT = -(2 ** 31);
const LARGEST_INT = 2 ** 31 - 1;
const VARINT_BITS = 7;

export class Serializer {
  /** Set by Node's library. */
  declare _getDataCloneError: Constructor;
  declare _writeHostObject: ((value: object) => void) | undefined;
  #bytes = new Uint8Array(64);
  #length = 0;
  #viewsAreHostObjects = false;
  readonly #seen = new Map<object, number>();

  _setTreatArrayBufferViewsAsHostObjects(are: boolean): void {
    this.#viewsAreHostObjects = are;
  }

  writeHeader(): void {
    this.#byte(TAG.version);
    this.#byte(FORMAT_VERSION);
  }

  releaseBuffer(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return asBuffer(bytes);
  }

  writeUint32(value: number): void {
    let rest = value >>> 0;
    for (; rest >= 2 ** VARINT_BITS; rest >>>= VARINT_BITS) this.#byte((rest & 0x7f) | 0x80);
    this.#byte(rest);
  }

  writeUint64(high: number, low: number): void {
    let rest = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    for (; rest >= 128n; rest >>= 7n) this.#byte(Number(rest & 127n) | 0x80);
    this.#byte(Number(rest));
  }

  writeDouble(value: number): void {
    this.writeRawBytes(new Uint8Array(Float64Array.of(value).buffer));
  }

  writeRawBytes(source: ArrayBufferView): void {
    const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  writeValue(value: unknown): void {
    switch (typeof value) {
      case 'undefined':
        return this.#byte(TAG.undefined);
      case 'boolean':
        return this.#byte(value ? TAG.true : TAG.false);
      case 'number':
        return this.#number(value);
      case 'bigint':
        this.#byte(TAG.bigint);
        return this.#bigint(value);
      case 'string':
        return this.#string(value);
      case 'object':
        return value === null ? this.#byte(TAG.null) : this.#object(value);
      default:
        throw this.#refusal(value);
    }
  }

  #refusal(value: unknown): Error {
    return new this._getDataCloneError(`${String(value)} could not be cloned.`);
  }

  #number(value: number): void {
    const isInt = Number.isInteger(value) && value >= SMALLEST_INT && value <= LARGEST_INT && !Object.is(value, -0);
    this.#byte(isInt ? TAG.int : TAG.double);
    if (isInt) this.writeUint32((value << 1) ^ (value >> 31));
    else this.writeDouble(value);
  }

  #bigint(value: bigint): void {
    const isNegative = value < 0n;
    let rest = isNegative ? -value : value;
    const digits: bigint[] = [];
    for (; rest > 0n; rest >>= 64n) digits.push(rest & 0xffff_ffff_ffff_ffffn);
    this.writeUint32((digits.length * 8 * 2) | Number(isNegative));
    this.writeRawBytes(BigUint64Array.from(digits));
  }

  #string(text: string): void {
    if (/^[\x00-\xff]*$/.test(text)) {
      this.#byte(TAG.oneByteString);
      this.writeUint32(text.length);
      return this.writeRawBytes(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    }
    const bytes = text.length * 2;
    const lengthBytes = Math.max(1, Math.ceil((32 - Math.clz32(bytes)) / VARINT_BITS));
    // Characters begin at an even place.
    if ((this.#length + 1 + lengthBytes) % 2 === 1) this.#byte(TAG.padding);
    this.#byte(TAG.twoByteString);
    this.writeUint32(bytes);
    this.writeRawBytes(Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)));
  }

  #object(value: object): void {
    const known = this.#seen.get(value);
    if (known !== undefined) {
      this.#byte(TAG.reference);
      return this.writeUint32(known);
    }
    this.#seen.set(value, this.#seen.size);
    if (Array.isArray(value)) return this.#array(value);
    if (value instanceof Map) return this.#entries([TAG.map, TAG.endOfMap], [...value].flat(1));
    if (value instanceof Set) return this.#entries([TAG.set, TAG.endOfSet], [...value]);
    if (value instanceof Date) return this.#tagged(TAG.date, () => this.writeDouble(value.getTime()));
    if (value instanceof RegExp) return this.#regExp(value);
    if (value instanceof Error) return this.#error(value);
    if (value instanceof ArrayBuffer) return this.#buffer(value);
    if (ArrayBuffer.isView(value)) return this.#view(value);
    if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise) throw this.#refusal(value);
    this.#byte(TAG.object);
    const count = this.#properties(value, Object.keys(value));
    this.#byte(TAG.endOfObject);
    this.writeUint32(count);
  }

  #array(items: readonly unknown[]): void {
    const indices = Object.keys(items).filter((key) => String(Number(key)) === key);
    const isDense = indices.length === items.length;
    const others = Object.keys(items).slice(isDense ? items.length : 0);
    this.#byte(isDense ? TAG.denseArray : TAG.sparseArray);
    this.writeUint32(items.length);
    if (isDense) for (const item of items) this.writeValue(item);
    const count = this.#properties(items, others);
    this.#byte(isDense ? TAG.endOfDenseArray : TAG.endOfSparseArray);
    this.writeUint32(count);
    this.writeUint32(items.length);
  }

  #properties(owner: object, keys: readonly string[]): number {
    for (const key of keys) {
      const index = Number(key);
      this.writeValue(String(index) === key && Number.isInteger(index) ? index : key);
      this.writeValue(Reflect.get(owner, key));
    }
    return keys.length;
  }

  #entries([begin, end]: readonly [number, number], flat: readonly unknown[]): void {
    this.#byte(begin);
    for (const each of flat) this.writeValue(each);
    this.#byte(end);
    this.writeUint32(flat.length);
  }

  #regExp({ source, flags }: RegExp): void {
    this.#byte(TAG.regExp);
    this.#string(source);
    this.writeUint32(REGEXP_FLAGS.reduce((bits, flag, index) => bits | (flags.includes(flag) ? 1 << index : 0), 0));
  }

  #error(error: Error): void {
    this.#byte(TAG.error);
    const kind = ERROR_TAGS[error.name];
    if (kind !== undefined) this.#byte(kind.charCodeAt(0));
    if (Object.hasOwn(error, 'message')) this.#tagged('m'.charCodeAt(0), () => this.#string(error.message));
    if (Object.hasOwn(error, 'cause')) this.#tagged('c'.charCodeAt(0), () => this.writeValue(error.cause));
    if (typeof error.stack === 'string') this.#tagged('s'.charCodeAt(0), () => this.#string(error.stack ?? ''));
    this.#byte('.'.charCodeAt(0));
  }

  #buffer(buffer: ArrayBuffer): void {
    this.#byte(TAG.arrayBuffer);
    this.writeUint32(buffer.byteLength);
    this.writeRawBytes(new Uint8Array(buffer));
  }

  #view(view: ArrayBufferView): void {
    if (!this.#viewsAreHostObjects || this._writeHostObject === undefined) throw this.#refusal(view);
    this.#byte(TAG.hostObject);
    this._writeHostObject(view);
  }

  #tagged(tag: number, write: () => void): void {
    this.#byte(tag);
    write();
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

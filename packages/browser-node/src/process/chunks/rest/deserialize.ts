/** `serdes.Deserializer`: reads what V8 and our Serializer write. */
import { ERROR_TAGS, REGEXP_FLAGS, TAG } from './serialized-format.ts';

const VARINT_BITS = 7;

export class Deserializer {
  /** Set by Node's library. */
  declare _readHostObject: (() => object) | undefined;
  readonly buffer: Uint8Array<ArrayBuffer>;
  #at = 0;
  readonly #objects: object[] = [];

  constructor(buffer: Uint8Array<ArrayBuffer>) {
    this.buffer = buffer;
  }

  readHeader(): boolean {
    if (this.#byte() !== TAG.version)
      throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
    this.readUint32();
    return true;
  }

  readUint32(): number {
    return this.#varint() >>> 0;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += VARINT_BITS) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  readDouble(): number {
    const at = this._readRawBytes(8);
    return new DataView(this.buffer.buffer, this.buffer.byteOffset + at, 8).getFloat64(0, true);
  }

  /** @returns where they begin */
  _readRawBytes(length: number): number {
    const at = this.#at;
    if (at + length > this.buffer.length) throw unreadable();
    this.#at += length;
    return at;
  }

  #raw(length: number): Uint8Array<ArrayBuffer> {
    const at = this._readRawBytes(length);
    return Uint8Array.from(this.buffer.subarray(at, at + length));
  }

  #byte(): number {
    return this.buffer[this._readRawBytes(1)] as number;
  }

  /** @returns whether the next tag is this one; it is read then */
  #takes(tag: number): boolean {
    const isNext = this.buffer[this.#at] === tag;
    if (isNext) this.#at++;
    return isNext;
  }

  readValue(): unknown {
    const tag = this.#byte();
    switch (tag) {
      case TAG.padding:
        return this.readValue();
      case TAG.undefined:
        return undefined;
      case TAG.null:
        return null;
      case TAG.true:
        return true;
      case TAG.false:
        return false;
      case TAG.int: {
        const value = this.readUint32();
        return (value >>> 1) ^ -(value & 1);
      }
      case TAG.uint:
        return this.readUint32();
      case TAG.double:
        return this.readDouble();
      case TAG.bigint:
        return this.#bigint();
      case TAG.oneByteString:
        return Array.from(this.#raw(this.readUint32()), (byte) => String.fromCharCode(byte)).join('');
      case TAG.twoByteString:
        return Array.from(new Uint16Array(this.#raw(this.readUint32()).buffer), (unit) =>
          String.fromCharCode(unit),
        ).join('');
      case TAG.utf8String:
        return new TextDecoder().decode(this.#raw(this.readUint32()));
      case TAG.reference:
        return this.#objects[this.readUint32()];
      default:
        return this.#object(tag);
    }
  }

  #bigint(): bigint {
    const bits = this.readUint32();
    const digits = new BigUint64Array(this.#raw(bits >>> 1).buffer);
    const value = digits.reduceRight((sum, digit) => (sum << 64n) | digit, 0n);
    return bits & 1 ? -value : value;
  }

  #object(tag: number): object {
    switch (tag) {
      case TAG.object:
        return this.#properties(this.#note({}), TAG.endOfObject, 1);
      case TAG.denseArray: {
        const array = this.#note(new Array<unknown>(this.readUint32()));
        for (let index = 0; index < array.length; index++) {
          if (!this.#takes(TAG.hole)) array[index] = this.readValue();
        }
        return this.#properties(array, TAG.endOfDenseArray, 2);
      }
      case TAG.sparseArray:
        return this.#properties(this.#note(new Array<unknown>(this.readUint32())), TAG.endOfSparseArray, 2);
      case TAG.map: {
        const map = this.#note(new Map<unknown, unknown>());
        while (!this.#takes(TAG.endOfMap)) map.set(this.readValue(), this.readValue());
        this.readUint32();
        return map;
      }
      case TAG.set: {
        const set = this.#note(new Set<unknown>());
        while (!this.#takes(TAG.endOfSet)) set.add(this.readValue());
        this.readUint32();
        return set;
      }
      case TAG.date:
        return this.#note(new Date(this.readDouble()));
      case TAG.regExp: {
        const source = String(this.readValue());
        const bits = this.readUint32();
        return this.#note(new RegExp(source, REGEXP_FLAGS.filter((_, index) => bits & (1 << index)).join('')));
      }
      case TAG.arrayBuffer:
        return this.#note(this.#raw(this.readUint32()).buffer);
      case TAG.hostObject:
        return this.#hostObject();
      case TAG.error:
        return this.#error();
      default:
        throw unreadable();
    }
  }

  #note<Value extends object>(value: Value): Value {
    this.#objects.push(value);
    return value;
  }

  #properties<Owner extends object>(owner: Owner, end: number, counts: number): Owner {
    while (!this.#takes(end)) {
      const key = this.readValue() as string;
      Object.defineProperty(owner, key, {
        value: this.readValue(),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    for (let count = 0; count < counts; count++) this.readUint32();
    return owner;
  }

  #hostObject(): object {
    const id = this.#objects.length;
    this.#objects.push({});
    const value = this._readHostObject?.();
    if (value === undefined) throw unreadable();
    return (this.#objects[id] = value);
  }

  #error(): object {
    const id = this.#objects.length;
    this.#objects.push({});
    let name = 'Error';
    const parts: { message?: unknown; cause?: unknown; stack?: unknown } = {};
    for (let tag = String.fromCharCode(this.#byte()); tag !== '.'; tag = String.fromCharCode(this.#byte())) {
      if (tag === 'm') parts.message = this.readValue();
      else if (tag === 'c') parts.cause = this.readValue();
      else if (tag === 's') parts.stack = this.readValue();
      else name = Object.keys(ERROR_TAGS).find((each) => ERROR_TAGS[each] === tag) ?? name;
    }
    const Class = (globalThis as unknown as Record<string, ErrorConstructor>)[name] ?? Error;
    const error = new Class();
    for (const [key, value] of Object.entries(parts)) {
      Object.defineProperty(error, key, { value, configurable: true, writable: true });
    }
    return (this.#objects[id] = error);
  }
}

function unreadable(): Error {
  return new Error('Unable to deserialize cloned data.');
}

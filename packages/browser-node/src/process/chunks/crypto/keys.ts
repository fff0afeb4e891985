/** Secret keys as Node's KeyObject holds them; keys of two halves are not here. */
import { asBuffer, binding, missingPart } from '../../chunk-kit.ts';
import { bytesOf } from './digests.ts';

export type KeyLike = KeyObjectHandle | string | ArrayBufferLike | ArrayBufferView;
type Slots = [type: number, handle: KeyObjectHandle];
type Classes<Base> = (base: Base) => unknown;

class KeyObjectHandle {
  #bytes: Uint8Array = new Uint8Array(0);

  init(type: number, bytes: ArrayBufferView): void {
    if (type !== secretType()) throw missingPart('keys with a public half');
    this.#bytes = bytesOf(bytes).slice();
  }

  getSymmetricKeySize(): number {
    return this.#bytes.length;
  }

  export(): Uint8Array {
    return asBuffer(this.#bytes.slice());
  }

  equals(other: KeyObjectHandle): boolean {
    return sameBytes(this.#bytes, other.#bytes);
  }
}

export function keyBytes(key: KeyLike): Uint8Array {
  return key instanceof KeyObjectHandle ? key.export() : bytesOf(key);
}

/** Looks at every byte, wherever they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}

function secretType(): number {
  return binding<{ kKeyTypeSecret: number }>('crypto').kKeyTypeSecret;
}

const slotsOf = new WeakMap<object, Slots>();

/** Node's classes extend it, and its slots are out of a program's reach. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class
class NativeKeyObject {
  constructor(handle: KeyObjectHandle) {
    slotsOf.set(this, [secretType(), handle]);
  }
}

export const keyMembers = {
  KeyObjectHandle,
  createNativeKeyObjectClass: (make: Classes<typeof NativeKeyObject>) => make(NativeKeyObject),
  getKeyObjectSlots: (key: object) => {
    const slots = slotsOf.get(key);
    if (slots === undefined) throw new TypeError('This is no KeyObject.');
    return slots;
  },
  createCryptoKeyClass: (make: Classes<ObjectConstructor>) => make(Object),
};

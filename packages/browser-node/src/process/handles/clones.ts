/** IPC with 'advanced' serialization: Node frames a message as bytes, its value travels beside them as a structured clone. */
import { defineBinding } from '../binding.ts';
import { host } from '../host.ts';
import { asBuffer } from '../realm.ts';

/** Length (4 bytes) and one byte of body: enough for Node's framing to see one message. */
const FRAME = [0, 0, 0, 1, 0];

const received: unknown[] = [];
let pending: { readonly frame: Uint8Array; readonly value: unknown } | undefined;

/** The value of the frame that is just written. */
export function takePendingClone(bytes: Uint8Array): { value: unknown } | undefined {
  if (pending?.frame !== bytes) return undefined;
  const { value } = pending;
  pending = undefined;
  return { value };
}

export function receiveClone(value: unknown): void {
  received.push(value);
}

defineBinding('ipc_serdes', () => ({
  serialize: (message: unknown) => {
    const areBuffers: boolean[] = [];
    eachByteArray(message, (bytes) => {
      areBuffers.push(Object.getPrototypeOf(bytes) !== Uint8Array.prototype);
      return bytes;
    });
    pending = { frame: Uint8Array.from(FRAME), value: { message: host.structuredClone(message), areBuffers } };
    return pending.frame;
  },
  deserialize: () => {
    const { message, areBuffers } = received.shift() as { message: unknown; areBuffers: readonly boolean[] };
    let next = 0;
    return eachByteArray(message, (bytes) => (areBuffers[next++] === true ? asBuffer(bytes) : bytes));
  },
}));

/** A structured clone has plain byte arrays in place of Buffers: both sides visit them in the same order. @returns the value, replaced */
function eachByteArray(
  value: unknown,
  replace: (bytes: Uint8Array) => Uint8Array,
  seen: Set<unknown> = new Set(),
): unknown {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  seen.add(value);
  if (value instanceof Uint8Array) return replace(value);
  if (ArrayBuffer.isView(value)) return value;
  const put = (item: unknown, set: (changed: unknown) => void) => {
    const changed = eachByteArray(item, replace, seen);
    if (changed !== item) set(changed);
  };
  if (value instanceof Map) for (const [key, item] of value) put(item, (changed) => value.set(key, changed));
  else if (!(value instanceof Error)) {
    for (const [key, item] of Object.entries(value)) put(item, (changed) => Reflect.set(value, key, changed));
  }
  return value;
}

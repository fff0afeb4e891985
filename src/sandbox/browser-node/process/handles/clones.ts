/** IPC with 'advanced' serialization: Node frames a message as bytes, its value travels beside them as a structured clone. */
import { defineBinding } from '../binding.ts';
import { host } from '../host.ts';
import { asBuffer } from '../realm.ts';

/** Length (4 bytes) and one byte of body: enough for Node's framing to see one message. */
const FRAME = [0, 0, 0, 1, 0];

const received: unknown[] = [];
let pending: { readonly frame: Uint8Array; readonly value: unknown } | undefined;

/** The value that belongs to the frame that is just written. */
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
    pending = { frame: Uint8Array.from(FRAME), value: host.structuredClone(message) };
    return pending.frame;
  },
  deserialize: () => withBuffers(received.shift(), new Set()),
}));

/** A structured clone has plain byte arrays where Node would give Buffers. */
function withBuffers(value: unknown, seen: Set<unknown>): unknown {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  seen.add(value);
  if (value instanceof Uint8Array) return asBuffer(value);
  if (ArrayBuffer.isView(value)) return value;
  if (value instanceof Map) for (const [key, item] of value) value.set(key, withBuffers(item, seen));
  else for (const [key, item] of Object.entries(value)) Reflect.set(value, key, withBuffers(item, seen));
  return value;
}

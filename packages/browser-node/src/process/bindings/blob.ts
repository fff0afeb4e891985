/** `blob`: bytes in memory, read at once. */
import { defineBinding } from '../binding.ts';

type Source = ArrayBuffer | ArrayBufferView<ArrayBuffer> | BlobHandle;
type Pulled = (status: number, bytes?: ArrayBuffer) => void;

const [END, MORE] = [0, 1] as const;

class BlobHandle {
  /** The parts that the blob was made of; it is read part by part. */
  readonly parts: readonly Uint8Array<ArrayBuffer>[];

  constructor(parts: readonly Uint8Array<ArrayBuffer>[]) {
    this.parts = parts.filter(({ length }) => length > 0);
  }

  slice(start: number, end: number): BlobHandle {
    let at = 0;
    const within = this.parts.map((part) => {
      const from = Math.max(0, start - at);
      const to = Math.max(0, end - at);
      at += part.length;
      return part.subarray(from, to);
    });
    return new BlobHandle(within);
  }

  getReader(): { pull(pulled: Pulled): void; setWakeup(): void } {
    let next = 0;
    return {
      pull: (pulled) => {
        const part = this.parts[next++];
        if (part === undefined) pulled(END);
        else pulled(MORE, part.slice().buffer);
      },
      setWakeup: () => undefined,
    };
  }
}

function bytesOf(part: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(part)
    ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    : new Uint8Array(part);
}

function joined(parts: readonly (ArrayBuffer | ArrayBufferView<ArrayBuffer>)[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map(bytesOf);
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Blobs by the id in the URL that `URL.createObjectURL` made. */
const kept = new Map<string, unknown>();

defineBinding('blob', () => ({
  createBlob: (sources: readonly Source[]) =>
    new BlobHandle(
      sources.flatMap((source) => (source instanceof BlobHandle ? source.parts : [bytesOf(source).slice()])),
    ),
  concat: (parts: readonly ArrayBuffer[]) => joined(parts).buffer,
  storeDataObject: (id: string, ...facts: unknown[]) => void kept.set(id, facts),
  getDataObject: (id: string) => kept.get(id),
  revokeObjectURL: (url: string) => void kept.delete(url.split(':')[2] ?? ''),
}));

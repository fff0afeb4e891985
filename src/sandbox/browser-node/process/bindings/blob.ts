/** `blob`: bytes in memory, read at once. */
import { defineBinding } from '../binding.ts';

type Source = ArrayBuffer | ArrayBufferView<ArrayBuffer> | readonly [length: number, handle: BlobHandle];
type Pulled = (status: number, bytes?: ArrayBuffer) => void;

const [END, MORE] = [0, 1] as const;

class BlobHandle {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  slice(start: number, end: number): BlobHandle {
    return new BlobHandle(this.bytes.subarray(start, end));
  }

  getReader(): { pull(pulled: Pulled): void; setWakeup(): void } {
    let isRead = this.bytes.length === 0;
    return {
      pull: (pulled) => {
        if (isRead) return pulled(END);
        isRead = true;
        pulled(MORE, this.bytes.slice().buffer);
      },
      setWakeup: () => undefined,
    };
  }
}

function joined(parts: readonly (ArrayBuffer | ArrayBufferView<ArrayBuffer>)[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map((part) =>
    ArrayBuffer.isView(part) ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength) : new Uint8Array(part),
  );
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const isBlob = (source: Source): source is readonly [number, BlobHandle] => Array.isArray(source);

/** What `URL.createObjectURL` made. */
const kept = new Map<string, unknown>();

defineBinding('blob', () => ({
  createBlob: (sources: readonly Source[]) =>
    new BlobHandle(joined(sources.map((source) => (isBlob(source) ? source[1].bytes : source)))),
  concat: (parts: readonly ArrayBuffer[]) => joined(parts).buffer,
  storeDataObject: (id: string, ...facts: unknown[]) => void kept.set(id, facts),
  getDataObject: (id: string) => kept.get(id),
  revokeObjectURL: (url: string) => void kept.delete(url.split(':')[2] ?? ''),
}));

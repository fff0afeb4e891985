/** `string_decoder`: text out of chunks that may end in the middle of a character. */
import { defineBinding } from '../binding.ts';
import { decoders, type Encoding } from '../text-encodings.ts';

/** Bytes of the UTF-8 character that begins with this byte; 0 for one that begins none. */
function utf8Length(byte: number): number {
  if (byte >= 0xf0 && byte < 0xf8) return 4;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xc2 && byte < 0xe0 ? 2 : 0;
}

interface Rest {
  /** Bytes at the end that wait for more. */
  readonly kept: number;
  readonly missing: number;
}

const NONE: Rest = { kept: 0, missing: 0 };

function unfinished(bytes: Uint8Array, encoding: Encoding): Rest {
  const { length } = bytes;
  switch (encoding) {
    case 'utf8':
      for (let back = 1; back <= Math.min(3, length); back++) {
        const byte = bytes[length - back] as number;
        if ((byte & 0xc0) === 0x80) continue;
        const needed = utf8Length(byte);
        return needed > back ? { kept: back, missing: needed - back } : NONE;
      }
      return NONE;
    case 'utf16le': {
      const odd = length % 2;
      const high = length - odd >= 2 ? (bytes[length - odd - 1] as number) : 0;
      const kept = odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
      return { kept, missing: kept === 0 ? 0 : odd === 1 ? 1 : 2 };
    }
    case 'base64':
    case 'base64url':
      return { kept: length % 3, missing: length % 3 === 0 ? 0 : 3 - (length % 3) };
    default:
      return NONE;
  }
}

defineBinding('string_decoder', (shape) => {
  const { kMissingBytes, kBufferedBytes, kEncodingField, encodings } = shape as unknown as {
    kMissingBytes: number;
    kBufferedBytes: number;
    kEncodingField: number;
    encodings: Encoding[];
  };
  const encodingOf = (state: Uint8Array) => encodings[state[kEncodingField] ?? 0] ?? 'utf8';
  return {
    decode: (state: Uint8Array, chunk: ArrayBufferView | string) => {
      if (typeof chunk === 'string') return chunk;
      const encoding = encodingOf(state);
      const buffered = state[kBufferedBytes] ?? 0;
      const bytes = new Uint8Array(buffered + chunk.byteLength);
      bytes.set(state.subarray(0, buffered));
      bytes.set(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength), buffered);
      const { kept, missing } = unfinished(bytes, encoding);
      const end = bytes.length - kept;
      state.set(bytes.subarray(end));
      state[kBufferedBytes] = kept;
      state[kMissingBytes] = missing;
      return decoders[encoding](bytes.subarray(0, end));
    },
    flush: (state: Uint8Array) => {
      const encoding = encodingOf(state);
      const buffered = state[kBufferedBytes] ?? 0;
      const text = decoders[encoding](state.slice(0, encoding === 'utf16le' ? buffered & ~1 : buffered));
      state[kBufferedBytes] = 0;
      state[kMissingBytes] = 0;
      return text;
    },
  };
});

/** Text as a short word of letters that a link can carry: deflated, as base64url. Unpacked only as far as it may be long. */

/** What mail and chat programs pass on whole, and every browser opens. */
export const LONGEST_FRAGMENT = 30_000;

/** Thrown for what was packed by nobody, or was cut off on its way. */
export class NotPacked extends Error {
  override readonly name = 'NotPacked';
}

export async function packText(text: string): Promise<string> {
  const packed = await new Response(stream(new TextEncoder().encode(text), new CompressionStream('deflate'))).bytes();
  // Not at once: a call takes only so many arguments.
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @returns undefined when there is more than `mostBytes`: deflate makes a thousandth of what repeats, so a short word could fill
 * the memory
 * @throws {NotPacked}
 */
export async function unpackText(word: string, mostBytes: number): Promise<string | undefined> {
  try {
    const binary = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const bytes = await readUpTo(stream(packed, new DecompressionStream('deflate')), mostBytes);
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NotPacked('This is not what was packed.', { cause: error });
  }
}

function stream(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(through);
}

async function readUpTo(readable: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const reader = readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

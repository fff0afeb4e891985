/**
 * A whole playground as the fragment of a link, which no server ever sees: JSON, deflated, as base64url. What a link says is
 * checked like any other input, and unpacked only as far as the largest playground that a link can be made of.
 */
import { parsePlayground, type Outcome, type Playground } from '../core/playground/playground.ts';

/** Begins every such fragment; the digit is the version of the form. */
const PREFIX = '#code=1.';
const ANY_VERSION = /^#code=/;

/** What mail and chat programs pass on whole, and every browser opens. */
export const LONGEST_FRAGMENT = 30_000;
/** Deflate makes a thousandth of what repeats: without a limit a short link could fill the memory. */
export const MOST_UNPACKED_BYTES = 2_000_000;

const CUT_OFF =
  'The link is not whole: it was cut off or changed on its way. Ask for it again, as a file if it is long.';

export function isPlaygroundLink(fragment: string): boolean {
  return ANY_VERSION.test(fragment);
}

export async function encodeLink(playground: Playground): Promise<Outcome<string>> {
  const bytes = new TextEncoder().encode(JSON.stringify(playground));
  if (bytes.length > MOST_UNPACKED_BYTES) return tooLong(`${Math.ceil(bytes.length / 100_000) / 10} MB of files`);
  const packed = await new Response(stream(bytes).pipeThrough(new CompressionStream('deflate'))).arrayBuffer();
  const fragment = PREFIX + toBase64Url(new Uint8Array(packed));
  return fragment.length > LONGEST_FRAGMENT
    ? tooLong(`a link of ${fragment.length} characters`)
    : { ok: true, value: fragment };
}

export async function decodeLink(fragment: string): Promise<Outcome<Playground>> {
  if (!fragment.startsWith(PREFIX))
    return { ok: false, message: 'The link is of a kind that this version of Cluster Lab does not know.' };
  if (fragment.length > LONGEST_FRAGMENT)
    return { ok: false, message: `The link has ${fragment.length} characters, more than any that is made here.` };
  try {
    const packed = fromBase64Url(fragment.slice(PREFIX.length));
    const bytes = await unpack(packed);
    if (bytes === undefined) return { ok: false, message: 'The link unpacks to more than any that is made here.' };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const outcome = parsePlayground(JSON.parse(text));
    return outcome.ok ? outcome : { ok: false, message: `The link does not hold a playground. ${outcome.message}` };
  } catch {
    return { ok: false, message: CUT_OFF };
  }
}

/** Undefined as soon as it is too much, with the rest never unpacked. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of iterate(stream(packed).pipeThrough(new DecompressionStream('deflate')))) {
    length += part.length;
    if (length > MOST_UNPACKED_BYTES) return undefined;
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Not every browser iterates streams by itself. Leaving the loop cancels the stream. */
async function* iterate<Value>(readable: ReadableStream<Value>): AsyncGenerator<Value> {
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function stream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream();
}

function tooLong(what: string): Outcome<never> {
  return {
    ok: false,
    message: `This playground would make ${what}, and a link has at most ${LONGEST_FRAGMENT} characters, so that mail and chat pass it on whole. Take out what is not needed, or save the files and send those.`,
  };
}

function toBase64Url(bytes: Uint8Array): string {
  // Not at once: a call takes only so many arguments.
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws for what is not base64url */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** A short run as the fragment of a link, which no server ever sees. */
import type { Outcome } from '../core/outcome.ts';
import { LONGEST_FRAGMENT, NotPacked, packText, unpackText } from './packed-text.ts';

/** Begins every such fragment; the digit is the version of the form. */
const PREFIX = '#run=1.';

const MOST_BYTES = 2_000_000;

export function isRunLink(fragment: string): boolean {
  return fragment.startsWith('#run=');
}

/** @param text a run as its file holds it */
export async function encodeRunLink(text: string): Promise<Outcome<string>> {
  const fragment = text.length > MOST_BYTES ? undefined : PREFIX + (await packText(text));
  if (fragment === undefined || fragment.length > LONGEST_FRAGMENT) {
    return {
      ok: false,
      message: `This run is too long for a link, which has at most ${LONGEST_FRAGMENT} characters. Save it as a file and send that.`,
    };
  }
  return { ok: true, value: fragment };
}

/** The text of a run's file; what it holds is to be checked like any file. */
export async function decodeRunLink(fragment: string): Promise<Outcome<string>> {
  if (!fragment.startsWith(PREFIX)) {
    return { ok: false, message: 'This link is of a kind that this version of Cluster Lab does not know.' };
  }
  try {
    const text = await unpackText(fragment.slice(PREFIX.length), MOST_BYTES);
    if (text !== undefined) return { ok: true, value: text };
    return { ok: false, message: 'This link unpacks to more than any that is made here.' };
  } catch (error) {
    if (!(error instanceof NotPacked)) throw error;
    return { ok: false, message: 'This link is not whole: it was cut off or changed on its way. Ask for it again.' };
  }
}

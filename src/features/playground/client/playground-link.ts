/**
 * A whole playground as the fragment of a link, which no server ever sees: JSON, deflated, as base64url. What a link says is
 * checked like any other input, and unpacked only as far as the largest playground that a link can be made of.
 */
import { LONGEST_FRAGMENT, packText, unpackText } from '../../../browser/packed-text.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { parsePlayground, type Playground } from '../model/playground.ts';

/** Begins every such fragment; the digit is the version of the form. */
const PREFIX = '#code=1.';
const ANY_VERSION = /^#code=/;

/** Deflate makes a thousandth of what repeats: without a limit a short link could fill the memory. */
const MOST_UNPACKED_BYTES = 2_000_000;

const CUT_OFF =
  'The link is not whole: it was cut off or changed on its way. Ask for it again, as a file if it is long.';

export function isPlaygroundLink(fragment: string): boolean {
  return ANY_VERSION.test(fragment);
}

/** Files that are made to hold secrets: whoever has a link reads what is in it. */
export function secretFiles({ files, entry }: Playground): readonly string[] {
  const isSecret = (path: string) => /(?:^|\/)\.env(?!\.(?:example|sample|template)$)(?:\.[^/]*)?$/.test(path);
  return Object.keys(files).filter((path) => path !== entry && isSecret(path));
}

export function withoutFiles(playground: Playground, paths: readonly string[]): Playground {
  const files = Object.fromEntries(Object.entries(playground.files).filter(([path]) => !paths.includes(path)));
  return { ...playground, files };
}

export async function encodeLink(playground: Playground): Promise<Outcome<string>> {
  const text = JSON.stringify(playground);
  if (text.length > MOST_UNPACKED_BYTES) return tooLong(`${Math.ceil(text.length / 100_000) / 10} MB of files`);
  const fragment = PREFIX + (await packText(text));
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
    const text = await unpackText(fragment.slice(PREFIX.length), MOST_UNPACKED_BYTES);
    if (text === undefined) return { ok: false, message: 'The link unpacks to more than any that is made here.' };
    const outcome = parsePlayground(JSON.parse(text));
    return outcome.ok ? outcome : { ok: false, message: `The link does not hold a playground. ${outcome.message}` };
  } catch {
    return { ok: false, message: CUT_OFF };
  }
}

function tooLong(what: string): Outcome<never> {
  return {
    ok: false,
    message: `This playground would make ${what}, and a link has at most ${LONGEST_FRAGMENT} characters, so that mail and chat pass it on whole. Take out what is not needed, or save the files and send those.`,
  };
}

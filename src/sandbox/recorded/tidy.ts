/** Makes a recording fit to be kept: no frame in two pieces, few pieces, and nothing in it that tells of the machine it was made on. */
import { FRAME_END, FRAME_START } from '../../core/trace/frame.ts';
import type { Entry } from './cast.ts';

/** What stands in a recording in place of the folder that the program ran in. */
export const NEUTRAL_WORKDIR = '/home/learner/lesson';

/** Pieces of one stream closer than this are one: no screen shows them apart. */
const SAME_MOMENT_S = 0.004;

/** What is in the place of what; the longest first, where one holds another. */
export type Replacements = Readonly<Record<string, string>>;

export function tidy(entries: readonly Entry[], replacements: Replacements): readonly Entry[] {
  return replaceAll(joinMoments(mendPieces(entries, Object.keys(replacements))), replacements);
}

/** Moves the end of a piece behind a frame or a name that it would cut. */
function mendPieces(entries: readonly Entry[], names: readonly string[]): readonly Entry[] {
  const mended = [...entries];
  const held = new Map<number, string>();
  const lastOf = new Map(entries.flatMap((entry, index) => (entry.kind === 'output' ? [[entry.process, index]] : [])));
  mended.forEach((entry, index) => {
    if (entry.kind !== 'output') return;
    const text = (held.get(entry.process) ?? '') + entry.text;
    const cut = lastOf.get(entry.process) === index ? text.length : wholeLength(text, names);
    held.set(entry.process, text.slice(cut));
    mended[index] = { ...entry, text: text.slice(0, cut) };
  });
  return mended.filter((entry) => entry.kind !== 'output' || entry.text !== '');
}

/** How much of the text ends neither inside a frame nor inside one of the names. */
function wholeLength(text: string, names: readonly string[]): number {
  const open = text.lastIndexOf(FRAME_START);
  const isOpen = open >= 0 && !text.slice(open).includes(FRAME_END);
  const cuts = [FRAME_START, ...names].map((name) => {
    const longest = Math.min(name.length - 1, text.length);
    for (let length = longest; length > 0; length--)
      if (text.endsWith(name.slice(0, length))) return text.length - length;
    return text.length;
  });
  return Math.min(...cuts, isOpen ? open : text.length);
}

function joinMoments(entries: readonly Entry[]): readonly Entry[] {
  const joined: Entry[] = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    const isMore =
      entry.kind === 'output' &&
      last?.kind === 'output' &&
      last.process === entry.process &&
      entry.at - last.at < SAME_MOMENT_S;
    if (isMore) joined[joined.length - 1] = { ...last, text: last.text + entry.text };
    else joined.push(entry);
  }
  return joined;
}

function replaceAll(entries: readonly Entry[], replacements: Replacements): readonly Entry[] {
  const names = Object.keys(replacements).toSorted((a, b) => b.length - a.length);
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return names.reduce((text, name) => text.replaceAll(name, replacements[name] ?? ''), value);
    }
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, replace(field)]));
  };
  return entries.map((entry) => replace(entry) as Entry);
}

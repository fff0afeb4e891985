/**
 * How a learner likes workspaces to be: sizes, as custom properties of the page, which its styles fall back from. KeptLayout.astro
 * sets them before the first paint, from the same key.
 */
import { isRecord } from '../core/is-record.ts';
import { isEmbed } from './embedded.ts';
import { LAYOUT } from './keys.ts';
import { parseWith } from './parse.ts';
import { openStorage, type Storage } from './storage.ts';

/** How much larger code and output are: styles, editor and terminal follow it. */
export const CODE_SCALE = '--code-scale';

/** Custom properties and their values. */
export type Layout = Readonly<Record<string, string>>;

/** Empty when nothing was chosen, or it cannot be read. */
export function readLayout(storage: Storage = openStorage()): Layout {
  return parseWith(isLayout, storage.get(LAYOUT)) ?? {};
}

/** Puts it onto the page. A frame is as large as the page around it wants: there it is the size of the text alone. */
export function applyLayout(): void {
  for (const [name, value] of Object.entries(readLayout()))
    if (!isEmbed() || name === CODE_SCALE) document.documentElement.style.setProperty(name, value);
}

/** @param value undefined brings back what the page's styles say */
export function keepInLayout(property: string, value: string | undefined, storage: Storage = openStorage()): void {
  const { [property]: _before, ...others } = readLayout(storage);
  storage.set(LAYOUT, JSON.stringify(value === undefined ? others : { ...others, [property]: value }));
}

const isLayout = (value: unknown): value is Layout =>
  isRecord(value) && Object.entries(value).every(([name, each]) => name.startsWith('--') && typeof each === 'string');

/** Makes a chosen name fit to show: one line, no invisible characters, told apart from the same name of another. */
import { WORKSHOP_LIMITS as most } from './limits.ts';

/** Control, format (direction, zero width), private, unassigned, line separators; tags and marks piled upon marks. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Cs}]/gu;
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** @returns undefined when nothing to read is left */
export function cleanName(raw: string): string | undefined {
  const plain = raw.normalize('NFC').replaceAll(/\s+/gu, ' ').replaceAll(UNSEEN, '').replaceAll(PILED_MARKS, '$1');
  const cut = Array.from(plain.trim()).slice(0, most.name).join('').trim();
  return /[\p{L}\p{N}\p{S}]/u.test(cut) ? cut : undefined;
}

/** The name with the first free number after it, when others have it: "Ada", "Ada 2". */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  const isTaken = (each: string) => taken.has(each.toLowerCase());
  if (!isTaken(name)) return name;
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const numbered =
      Array.from(name)
        .slice(0, most.name - ending.length)
        .join('')
        .trim() + ending;
    if (!isTaken(numbered)) return numbered;
  }
}

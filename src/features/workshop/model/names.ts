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

/** The name with the first free number after it, when others have it: "Ada", "Ada 2". @param taken in small letters */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  const letters = Array.from(name);
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const room = most.name - ending.length;
    const numbered = (letters.length <= room ? name : letters.slice(0, room).join('').trim()) + ending;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}

/** The same for names that read alike: of its letters and digits alone, wide or small or with other signs between them. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}]/gu, '') || plain;
}

/** What a process says of each thing it prints, just before: how long it is and a sum of it, so that its text is known when it comes. */
/** Longer ones are not reported: a pipe may tear them among what others write. In UTF-16 units, as all that follows. */
export const LONGEST_REPORTED = 1_024;

export interface WriteFact {
  readonly type: 'output.written';
  readonly length: number;
  readonly sum: number;
}

/** Adds a unit to a sum (FNV-1a, 32 bits). The sum of nothing is `EMPTY_SUM`. */
export function addToSum(sum: number, unit: number): number {
  return Math.imul(sum ^ unit, 16_777_619) >>> 0;
}

export const EMPTY_SUM = 2_166_136_261;

/** The report of a text; undefined for what is too long or empty, or no text at all. */
export function reportOfWrite(text: string): WriteFact | undefined {
  if (text === '' || text.length > LONGEST_REPORTED || text.includes('\ufffd')) return undefined;
  let sum = EMPTY_SUM;
  for (let at = 0; at < text.length; at++) sum = addToSum(sum, text.charCodeAt(at));
  return { type: 'output.written', length: text.length, sum };
}

/** A program's arguments as a learner writes them: words in a line, quoted where a word has blanks. */
import type { Outcome } from '../outcome.ts';

/** Quotes alone work as in a shell; `*`, `$` and the rest stand for themselves. */
export function splitArguments(text: string): Outcome<readonly string[]> {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && quote !== "'" && /["'\\\s]/.test(text.charAt(at + 1))) {
      word = (word ?? '') + text.charAt(++at);
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote !== undefined)
    return {
      ok: false,
      message: `The arguments have a ${quote} that is never closed. Write it twice, or as \\${quote}.`,
    };
  if (word !== undefined) words.push(word);
  return { ok: true, value: words };
}

export function joinArguments(args: readonly string[]): string {
  return args.map((word) => (/^[^\s"'\\]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, '\\$&')}"`)).join(' ');
}

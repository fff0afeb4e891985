/** Names that one part of the content gives and another uses. */
import { didYouMean, type Problem } from './problem.ts';
import type { Said } from './yaml-source.ts';

/**
 * A problem for each that is none of the names.
 * @param names undefined where they cannot be read, so that nothing can be said of them
 * @param fix what else to do than to correct the spelling
 */
export function unknownNames(
  file: string,
  said: readonly Said[],
  names: readonly string[] | undefined,
  { expected, fix }: { readonly expected: string; readonly fix: string },
): readonly Problem[] {
  if (names === undefined) return [];
  return said
    .filter(({ text }) => !names.includes(text))
    .map(({ text, line }) => ({ file, line, expected, found: text, fix: `${didYouMean(text, names)}${fix}` }));
}

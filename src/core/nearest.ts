/** The likeness of two words' spelling, for “did you mean …?”. Pure. */

/** The least likeness: two letters swapped in a word of four leave two of five pairs. */
const LEAST = 0.4;

/** The most likely of `words`; undefined where none is like it. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  return words
    .map((each) => ({ each, likeness: alike(wanted, each.toLowerCase()) }))
    .filter(({ likeness }) => likeness >= LEAST)
    .toSorted((a, b) => b.likeness - a.likeness)[0]?.each;
}

/** Twice the pairs of letters that both have, divided by all their pairs: 1 for the same word, 0 for nothing in common. */
export function alike(one: string, other: string): number {
  const pairs = pairsOf(other);
  const all = pairsOf(one).length + pairs.length;
  const both = pairsOf(one).filter((pair) => {
    const at = pairs.indexOf(pair);
    if (at >= 0) pairs.splice(at, 1);
    return at >= 0;
  });
  return (2 * both.length) / all;
}

/** Pairs with the ends of each word, so that its first letter counts as much as any. */
function pairsOf(text: string): string[] {
  const padded = ` ${text} `;
  return Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2));
}

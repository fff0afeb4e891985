/** How much alike two words are spelt: for “did you mean …?”. Pure. */

/** Of two letters swapped in a word of four, two of five pairs are left. */
const LEAST = 0.4;

/** The one of `words` that is spelt most like it; undefined where none is like it. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  return words
    .map((each) => ({ each, likeness: alike(wanted, each.toLowerCase()) }))
    .filter(({ likeness }) => likeness >= LEAST)
    .toSorted((a, b) => b.likeness - a.likeness)[0]?.each;
}

/** Twice the pairs of letters that both have, by all that they have: 1 for the same word, 0 for nothing in common. */
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

/** With the ends of each word, so that its first letter counts as much as any. */
function pairsOf(text: string): string[] {
  const padded = ` ${text} `;
  return Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2));
}

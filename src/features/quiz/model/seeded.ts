/** Chance that is the same in every build and browser: from a text, a number; from a number, an order. */

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** All numbers below `length` in an order that is not 0, 1, 2…, so that nothing is right as it stands. */
export function mixedOrder(length: number, seed: string): readonly number[] {
  const mixed = Array.from({ length }, (_, index) => index).toSorted(
    (a, b) => hashOf(`${seed}/${a}`) - hashOf(`${seed}/${b}`) || a - b,
  );
  const isInOrder = mixed.every((each, index) => each === index);
  return isInOrder ? mixed.toReversed() : mixed;
}

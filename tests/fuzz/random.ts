/** Chance that a seed repeats: the same attack again, byte by byte. */

export interface Random {
  /** A whole number below `bound`. */
  below(bound: number): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Buffer;
  /** Each of them once in about `1 / of` cases. */
  some<T>(from: readonly T[], of: number): T[];
}

/** Mulberry32: 32 bits of state, good enough to reach everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    chance: (of) => next() < of,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
    some: (from, of) => from.filter(() => next() < of),
  };
}

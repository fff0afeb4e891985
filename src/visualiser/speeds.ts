/** How fast a run is played: parts of its own speed. A request takes a millisecond, so most are far below 1. */
export const SPEEDS = [1, 0.1, 0.01, 0.001] as const;
export type Speed = (typeof SPEEDS)[number];

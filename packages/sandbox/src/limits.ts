/**
 * The bounds that the host holds from outside, each with its reason. Children and starts are counted by the guard, files by
 * file-rules.ts.
 */

export interface Limits {
  /** V8's old space of each process, in megabytes: more than a small server needs, and an endless array fails within a second. */
  readonly heapMegabytes: number;
  /** Resident memory of a program's processes together; buffers lie outside V8's heap. */
  readonly residentBytes: number;
  /** Processes of a program at once, counted from outside: a process that slips past the guard ends here. */
  readonly processes: number;
  /** A terminal cannot be read faster; a flood waits in the program that writes it. */
  readonly outputBytesPerSecond: number;
  /** Output that may come at once: a whole load's outcomes, or a long log. */
  readonly outputBurstBytes: number;
  /** All output since someone last did something with the program. */
  readonly outputBytes: number;
  /** A program that nobody has used for this long is forgotten, not needed. */
  readonly idleMs: number;
  /** The time between two looks at memory and processes. */
  readonly watchMs: number;
}

export const defaultLimits: Limits = {
  heapMegabytes: 128,
  residentBytes: 1_500_000_000,
  processes: 40,
  outputBytesPerSecond: 2_000_000,
  outputBurstBytes: 4_000_000,
  outputBytes: 64_000_000,
  idleMs: 30 * 60_000,
  watchMs: 500,
};

/** Programs of one sandbox at once: the learner's own, several loads for it, and room for one more. */
export const MOST_PROGRAMS = 8;

/** Sandboxes at once: each open page has one. */
export const MOST_SANDBOXES = 16;

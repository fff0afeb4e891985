/**
 * The bounds that the host holds from outside, each with its reason. Children and starts are counted by the guard, files by
 * file-rules.ts.
 */

export interface Limits {
  /** V8's old space of each process, in megabytes: more than a small server needs, and an endless array fails within a second. */
  readonly heapMegabytes: number;
  /** Resident memory of a program's processes together; buffers lie outside V8's heap. */
  readonly residentBytes: number;
  /** Child processes of a program at once, counted over the whole program, and worker threads of a process. */
  readonly children: number;
  /** Starts of processes: more are a storm. */
  readonly startsInFiveSeconds: number;
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

/** Four lessons' worth of workers. */
const FEWEST_CHILDREN = 16;

/** Beside a worker for each core: a helper or two, and a worker that is replaced before the old one is gone. */
const BESIDE_CORES = 4;

/** What a small server takes of memory, its share of what all have in common included. */
const CHILD_BYTES = 60_000_000;

/** The bounds on a computer with so many cores: a worker for each core is what every tutorial forks. */
export function limitsOf(cores: number): Limits {
  const children = Math.max(FEWEST_CHILDREN, cores + BESIDE_CORES);
  return {
    heapMegabytes: 128,
    residentBytes: Math.max(1_500_000_000, children * CHILD_BYTES),
    children,
    startsInFiveSeconds: Math.max(40, 2 * children),
    processes: Math.max(40, 2 * children),
    outputBytesPerSecond: 2_000_000,
    outputBurstBytes: 4_000_000,
    outputBytes: 64_000_000,
    idleMs: 30 * 60_000,
    watchMs: 500,
  };
}

export const defaultLimits: Limits = limitsOf(1);

/** Programs of one sandbox at once: the learner's own, several loads for it, and room for one more. */
export const MOST_PROGRAMS = 8;

/** Sandboxes at once: each open page has one. */
export const MOST_SANDBOXES = 16;

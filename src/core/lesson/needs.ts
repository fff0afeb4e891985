/** Needs of a step beyond those that every engine meets; a new need is one line here and in the engines that meet it. */

/** Each as the object of a sentence: "This step needs …". */
const WORDS = {
  signals: 'signals between processes',
  sigstop: 'SIGSTOP, which halts a process',
  'process-table': 'a look at its processes from outside',
  'proc-fs': 'the files in /proc',
  threads: 'worker threads',
  taskset: 'taskset, which pins a program to one core',
  'many-starts': 'many process starts within seconds',
  'two-cores': 'two processor cores',
  'shared-handles': 'a listening socket that processes share',
  'reuse-port': 'several sockets on one port (reusePort)',
} as const;

export type Need = keyof typeof WORDS;

export const everyNeed = Object.keys(WORDS) as [Need, ...Need[]];

/** Needs that In-browser Node meets, and with it every page on which a lesson runs by itself. */
export const metInBrowser: readonly Need[] = ['signals', 'threads'];

/** The needs of a step that an engine does not meet, in the step's order. */
export function missingNeeds(wanted: readonly Need[], given: readonly string[]): readonly Need[] {
  return wanted.filter((need) => !given.includes(need));
}

/** "worker threads and the files in /proc" */
export function needsInWords(needs: readonly Need[]): string {
  const words = needs.map((need) => WORDS[need]);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

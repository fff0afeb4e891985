/** The time of a wait: only the time without events is held against a program. */
import { effect } from '@preact/signals-core';
import type { Program } from './program.ts';

/** How often a wait looks at its time. */
const LOOK_MS = 50;

/** The most that counts between two looks: if the page did not run, the program may not have run either. */
const LONGEST_GAP_MS = 1_000;

export class Patience {
  /** Time since the program's last event or output, or since its last process has started. */
  quietMs = 0;
  spentMs = 0;

  readonly #program: Program;
  #seen: number;
  #lookedAt = performance.now();

  constructor(program: Program) {
    this.#program = program;
    this.#seen = program.activity;
  }

  look(): void {
    const { activity, pace } = this.#program;
    const now = performance.now();
    const passedMs = Math.min(now - this.#lookedAt, LONGEST_GAP_MS);
    this.spentMs += passedMs;
    this.quietMs = activity === this.#seen && !pace.isStarting ? this.quietMs + passedMs : 0;
    this.#seen = activity;
    this.#lookedAt = now;
  }
}

/**
 * Settles with the first answer of `decide`, which is asked at each change of a signal that it reads, and at each look.
 * Rejects with the reason of `abort`.
 */
export function patiently(
  program: Program,
  decide: (patience: Patience) => boolean | undefined,
  abort?: AbortSignal,
): Promise<boolean> {
  const patience = new Patience(program);
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const ask = () => {
    const outcome = decide(patience);
    if (outcome !== undefined) resolve(outcome);
  };
  const onAbort = () => reject(abort?.reason as Error);
  abort?.addEventListener('abort', onAbort);
  const stopWatching = effect(ask);
  const looks = setInterval(() => {
    patience.look();
    ask();
  }, LOOK_MS);
  return promise.finally(() => {
    stopWatching();
    clearInterval(looks);
    abort?.removeEventListener('abort', onAbort);
  });
}

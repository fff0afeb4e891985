/** How much memory this process holds for itself: told beside other events, so that no timer of ours keeps it awake. */
import process from 'node:process';
import type { Emit } from '../shared/emit.ts';
import { clock } from '../shared/write.ts';

/** Microseconds between two readings; one costs some 20 of them. */
const PAUSE = 1_000_000;

// Captured before the learner's code can change it.
const { memoryUsage } = process;

/** An `emit` that adds a reading after an event when the last one is old. A process's first event stays its start. */
export function withMemory(emit: Emit): Emit {
  let next = 0;
  return (fact) => {
    emit(fact);
    if (fact.type === 'process.started' || fact.type === 'output.written' || clock() < next) return;
    next = clock() + PAUSE;
    const { rss, heapUsed } = memoryUsage();
    emit({ type: 'process.memory', rss, heapUsed });
  };
}

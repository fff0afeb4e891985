/** Words and counts for several kinds of check. */
import type { Topology, WorkerState } from '../../trace/topology.ts';

export function livingWorkers({ workers }: Topology): readonly WorkerState[] {
  return workers.filter(({ state }) => state !== 'exited');
}

/** "1 worker", "3 workers", "no worker". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count === 0 ? 'no' : count} ${count > 1 ? plural : noun}`;
}

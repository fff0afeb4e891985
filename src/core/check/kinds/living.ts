/** Words and counts for several kinds of check. */
import { plural } from '../../plural.ts';
import type { Topology, WorkerState } from '../../trace/topology.ts';

export function livingWorkers({ workers }: Topology): readonly WorkerState[] {
  return workers.filter(({ state }) => state !== 'exited');
}

/** "1 worker", "3 workers", "no worker". */
export function counted(count: number, noun: string, many = `${noun}s`): string {
  return count === 0 ? `no ${noun}` : plural(count, noun, many);
}

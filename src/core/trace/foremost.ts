/** Of very many workers the ones with a place on screen: the living, as far as there is room, then the newest of the ended. */
import type { WorkerState } from './topology.ts';

const number = new Intl.NumberFormat('en');

/** 4,936: the number of workers without a place. */
export function inThousands(count: number): string {
  return number.format(count);
}

/** Workers in the order of their ids. */
export function foremost(workers: readonly WorkerState[], most: number): readonly WorkerState[] {
  if (workers.length <= most) return workers;
  const living = workers.filter(({ state }) => state !== 'exited');
  const dead = workers.filter(({ state }) => state === 'exited').reverse();
  return [...living, ...dead].slice(0, most).sort((one, other) => one.id - other.id);
}

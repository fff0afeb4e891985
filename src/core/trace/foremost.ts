/** Of very many workers those that have a place on screen: all that live, as far as there is room, then the newest that have ended. */
import type { WorkerState } from './topology.ts';

const number = new Intl.NumberFormat('en');

/** 4,936: how many have none. */
export function inThousands(count: number): string {
  return number.format(count);
}

/** In the order of their ids. */
export function foremost(workers: readonly WorkerState[], most: number): readonly WorkerState[] {
  if (workers.length <= most) return workers;
  const living = workers.filter(({ state }) => state !== 'exited');
  const dead = workers.filter(({ state }) => state === 'exited').reverse();
  return [...living, ...dead].slice(0, most).sort((one, other) => one.id - other.id);
}

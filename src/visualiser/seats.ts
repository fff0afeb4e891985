/** Who sits where: a connection keeps its place while it is in the picture, so nothing jumps when another one goes. */
import type { PeerPort } from '../core/trace/event.ts';

export type Seats = ReadonlyMap<PeerPort, number>;

/** The lowest free seat for each newcomer; whoever is no longer there gives theirs up. */
export function takeSeats(before: Seats, present: Iterable<PeerPort>): Seats {
  const wanted = new Set(present);
  const seats = new Map([...before].filter(([peer]) => wanted.has(peer)));
  const taken = new Set(seats.values());
  let free = 0;
  for (const peer of wanted) {
    if (seats.has(peer)) continue;
    while (taken.has(free)) free++;
    taken.add(free);
    seats.set(peer, free);
  }
  return seats;
}

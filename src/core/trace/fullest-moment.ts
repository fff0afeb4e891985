/** The most telling moment of a run: the last of those with the most open connections, and processes to hold them. */
import type { Replay } from './replay.ts';
import type { Topology } from './topology.ts';

/** @returns the number of events before that moment */
export function fullestPosition(replay: Replay): number {
  let fullest = { position: 0, topology: replay.topologyAt(0) };
  for (let position = 1; position <= replay.length; position++) {
    const topology = replay.topologyAt(position);
    if (compareFullness(topology, fullest.topology) >= 0) fullest = { position, topology };
  }
  return fullest.position;
}

function compareFullness(one: Topology, other: Topology): number {
  return one.connections.size - other.connections.size || aliveIn(one) - aliveIn(other);
}

function aliveIn({ primary, workers, children }: Topology): number {
  return [primary, ...workers, ...children].filter((each) => each !== null && each.state !== 'exited').length;
}

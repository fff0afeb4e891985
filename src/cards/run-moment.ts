/** The moment of a run that says most at a glance: the last of those with the most open connections, and processes to hold them. */
import { Replay } from '../core/trace/replay.ts';
import type { SavedRun } from '../core/trace/run-file.ts';
import { emptyTopology, type Topology } from '../core/trace/topology.ts';
import { drawScene } from '../visualiser/scene.ts';
import { takeSeats } from '../visualiser/seats.ts';
import type { Scene, Size } from '../visualiser/shape.ts';

export function fullestMoment({ events }: Pick<SavedRun, 'events'>): Topology {
  const replay = new Replay([emptyTopology], events);
  let fullest = replay.topologyAt(0);
  for (let position = 1; position <= replay.length; position++) {
    const topology = replay.topologyAt(position);
    if (compareFullness(topology, fullest) >= 0) fullest = topology;
  }
  return fullest;
}

function compareFullness(one: Topology, other: Topology): number {
  return one.connections.size - other.connections.size || aliveIn(one) - aliveIn(other);
}

function aliveIn({ primary, workers, children }: Topology): number {
  return [primary, ...workers, ...children].filter((each) => each !== null && each.state !== 'exited').length;
}

export function sceneOf(topology: Topology, size: Size): Scene {
  const seats = takeSeats(new Map(), topology.connections.keys());
  return drawScene({ topology, time: topology.now, motions: [], size, seats });
}

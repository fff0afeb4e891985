/** One moment of a run as a drawing. */
import { fullestPosition } from '../core/trace/fullest-moment.ts';
import { Replay } from '../core/trace/replay.ts';
import type { SavedRun } from '../core/trace/run-file.ts';
import { emptyTopology, type Topology } from '../core/trace/topology.ts';
import { drawScene } from '../visualiser/scene.ts';
import { takeSeats } from '../visualiser/seats.ts';
import type { Scene, Size } from '../visualiser/shape.ts';

export function fullestMoment({ events }: Pick<SavedRun, 'events'>): Topology {
  const replay = new Replay([emptyTopology], events);
  return replay.topologyAt(fullestPosition(replay));
}

export function sceneOf(topology: Topology, size: Size): Scene {
  const seats = takeSeats(new Map(), topology.connections.keys());
  return drawScene({ topology, time: topology.now, motions: [], size, seats });
}

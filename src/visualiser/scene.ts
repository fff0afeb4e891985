/** The picture of a cluster at one moment, as marks and items: pure, the same moment gives the same picture. */
import type { Topology, WorkerState } from '../core/trace/topology.ts';
import { allItems, colourOf } from './items.ts';
import { placeAll } from './layout.ts';
import { fullestHeapOf, waitingAt, waitingFor, type Moment } from './moment.ts';
import type { Motion } from './motions.ts';
import { along, bottomOf, leftOf, rightOf, topOf } from './path-geometry.ts';
import type { Seats } from './seats.ts';
import type { Mark, Point, Scene, Size } from './shape.ts';
import { connectionPath, handoffPath, messagePath } from './edge-paths.ts';
import { underWay } from './words.ts';

export interface Picture {
  readonly topology: Topology;
  /** Microseconds since the run began. */
  readonly time: number;
  readonly motions: readonly Motion[];
  readonly size: Size;
  readonly seats: Seats;
}

export function drawScene({ topology, time, motions, size, seats }: Picture): Scene {
  if (topology.primary === null) return { size, marks: [], items: [] };
  const layout = placeAll(topology, size, seats);
  const waiting = waitingAt(time, topology);
  const moment: Moment = { topology, time, motions, layout, waiting, fullestHeap: fullestHeapOf(topology) };
  const marks = [
    ...channels(moment),
    ...sockets(moment),
    ...connections(moment),
    ...lights(moment),
    ...motions.flatMap((motion) => inMotion(motion, moment)),
    ...atTheDoor(moment),
  ];
  return { size, marks, items: allItems(moment) };
}

const thin = { kind: 'line', colour: 'line-strong', width: 1, dash: 'solid', opacity: 1 } as const;

/** Between the primary and each worker: forks, handles and messages go there. */
function channels({ layout }: Moment): readonly Mark[] {
  return layout.shown.workers
    .filter(({ state }) => state !== 'exited')
    .map(({ id }) => ({ ...thin, through: messagePath(layout, 0, id), dash: 'dotted', opacity: 0.7 }));
}

/** Who holds the listening sockets, and who may accept from them. */
function sockets({ layout }: Moment): readonly Mark[] {
  const isAlone = layout.workers.size + layout.children.size === 0;
  return [...layout.ports].flatMap(([port, place]): Mark[] => {
    const sharers = layout.shown.workers.filter(({ state, servers }) => {
      return state !== 'exited' && servers.some((server) => server.port === port && server.holding === 'shared-handle');
    });
    const bond: Mark[] = isAlone
      ? [{ ...thin, through: [rightOf(place), leftOf(layout.primary, 0.66)] }]
      : [{ ...thin, colour: 'primary', width: 2.5, through: [topOf(place), bottomOf(layout.primary)] }];
    return [
      { ...thin, through: [{ x: rightOf(layout.visitors).x, y: leftOf(place).y }, leftOf(place)], opacity: 0.5 },
      ...bond,
      ...sharers.flatMap(({ id }) => shareOf(place, layout.workers.get(id), id)),
    ];
  });
}

function shareOf(
  port: Parameters<typeof rightOf>[0],
  card: Parameters<typeof leftOf>[0] | undefined,
  id: number,
): Mark[] {
  if (card === undefined) return [];
  return [{ ...thin, colour: colourOf(id), width: 1.5, dash: 'dashed', through: [rightOf(port), leftOf(card, 0.66)] }];
}

/** Open connections, each a line that stays with its worker. */
function connections({ topology, layout }: Moment): readonly Mark[] {
  return [...layout.connections.keys()].flatMap((peer): Mark[] => {
    const worker = topology.connections.get(peer)?.worker;
    const path = worker === undefined ? undefined : connectionPath({ topology, layout }, peer, worker);
    if (worker === undefined || path === undefined) return [];
    return [{ ...thin, through: path, colour: colourOf(worker), width: 2.25 }];
  });
}

function lights(moment: Moment): readonly Mark[] {
  const { topology, layout } = moment;
  const glow = (worker: WorkerState): Mark[] => {
    const place = layout.workers.get(worker.id);
    if (place === undefined) return [];
    const strength = waitingFor(worker.id, moment).length > 0 ? 1 : underWay(worker) > 0 ? 0.5 : 0;
    if (strength === 0 || worker.state === 'exited') return [];
    return [{ kind: 'glow', place, colour: colourOf(worker.id), strength }];
  };
  const { primary } = topology;
  const own: Mark[] =
    primary !== null && underWay(primary) > 0 && primary.state !== 'exited'
      ? [{ kind: 'glow', place: layout.primary, colour: 'primary', strength: 0.5 }]
      : [];
  return [...own, ...layout.shown.workers.flatMap(glow)];
}

function inMotion({ kind, from, to, peer, progress }: Motion, { topology, layout }: Moment): readonly Mark[] {
  const worker = from === 0 ? to : from;
  const colour = colourOf(worker);
  switch (kind) {
    case 'request': {
      const path = connectionPath({ topology, layout }, peer, to);
      if (path === undefined) return [];
      const line: Mark = { ...thin, through: path, colour, width: 1.5, opacity: 0.5 * (1 - progress) };
      return [line, { kind: 'dot', at: along(path, progress), radius: 4.5, colour }];
    }
    case 'handoff': {
      const path = handoffPath({ topology, layout }, peer, to);
      return path.length === 0 ? [] : [{ kind: 'ring', at: along(path, progress), radius: 5.5, colour }];
    }
    case 'sent-back':
      return onChannel(messagePath(layout, from, 0), (path) => ({
        kind: 'ring',
        at: along(path, progress),
        radius: 5.5,
        colour: 'bad',
      }));
    case 'taken':
      return onChannel(messagePath(layout, from, 0), (path) => ({
        kind: 'dot',
        at: along(path, progress),
        radius: 2.5,
        colour,
      }));
    case 'message':
      return onChannel(messagePath(layout, from, to), (path) => ({
        kind: 'envelope',
        at: along(path, progress),
        width: 16,
        colour,
      }));
    default:
      return kind satisfies never;
  }
}

function onChannel(path: readonly Point[], draw: (path: readonly Point[]) => Mark): readonly Mark[] {
  return path.length === 0 ? [] : [draw(path)];
}

/** Connections at the door of a busy worker, and those that nobody will ever take. */
function atTheDoor(moment: Moment): readonly Mark[] {
  const { topology, layout } = moment;
  const atDoor = layout.shown.workers.flatMap(({ id }) => {
    const place = layout.workers.get(id);
    if (place === undefined) return [];
    return waitingFor(id, moment)
      .slice(0, 5)
      .map((_, index): Mark => {
        const { x, y } = leftOf(place, 0.28);
        return { kind: 'ring', at: { x: x - 10 - index * 13, y }, radius: 5.5, colour: colourOf(id) };
      });
  });
  const { x, y } = bottomOf(layout.primary);
  const orphans = topology.orphans.newest.slice(-5).map((_, index): Mark => {
    return { kind: 'ring', at: { x: x - 12 - index * 13, y: y + 8 }, radius: 5.5, colour: 'bad' };
  });
  return [...atDoor, ...orphans];
}

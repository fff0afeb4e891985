/** Where everything has its place: a pure function of what there is and of the room there is. */
import type { PeerPort, WorkerId } from '../core/trace/event.ts';
import type { ProcessState, Topology, WorkerState } from '../core/trace/topology.ts';
import type { Seats } from './seats.ts';
import type { Place, Size } from './shape.ts';

export interface Layout {
  readonly isNarrow: boolean;
  /** Where visitors come from who have no connection that is open now. */
  readonly visitors: Place;
  readonly connections: ReadonlyMap<PeerPort, Place>;
  /** Open connections beyond those that have a place, and where that is said. */
  readonly moreConnections: { readonly count: number; readonly place: Place };
  readonly primary: Place;
  /** Processes that have a card, of however many there are. */
  readonly shown: Shown;
  readonly workers: ReadonlyMap<WorkerId, Place>;
  /** By pid. */
  readonly children: ReadonlyMap<number, Place>;
  /** Those that ended long ago, and those beyond what the picture holds, have no place each. */
  readonly gone: { readonly count: number; readonly place: Place };
  /** Listening sockets that the primary holds, alone or with others, by port. */
  readonly ports: ReadonlyMap<number, Place>;
}

/** The last dead keep their place beside the living; in a crash loop the older ones are a number. */
const SHOWN_DEAD = 3;

/** Workers that fit into the picture, and as many children beside few of them; more are in the table. */
const MOST_WORKERS = 16;
const MOST_CARDS = 20;

const GAP = 8;
const EDGE = 14;
const ROOMY_CARD = 78;
const NARROW = 460;
/** Narrower places of visitors have no room for a count. */
export const VISITOR_WITH_COUNT = 88;

export interface Shown {
  /** In the order of their ids. */
  readonly workers: readonly WorkerState[];
  readonly children: readonly ProcessState[];
}

function shownOf({ workers, children }: Topology): Shown {
  const shown = shownWorkers(workers);
  const living = children.filter(({ state }) => state !== 'exited');
  const dead = children.filter(({ state }) => state === 'exited');
  return { workers: shown, children: [...living, ...dead].slice(0, MOST_CARDS - shown.length) };
}

function shownWorkers(workers: readonly WorkerState[]): readonly WorkerState[] {
  const dead = workers.filter(({ state }) => state === 'exited').slice(-SHOWN_DEAD);
  const living = workers.filter(({ state }) => state !== 'exited').slice(0, MOST_WORKERS);
  return [...living, ...dead].sort((one, other) => one.id - other.id);
}

/** The height that a picture of this needs, in pixels. */
export function heightFor(topology: Topology, width: number): number {
  const { workers, children } = shownOf(topology);
  const cards = workers.length + children.length;
  const rows = Math.ceil(cards / columnsFor(cards, width));
  return Math.min(560, Math.max(264, rows * 62 + EDGE * 2));
}

export function placeAll(topology: Topology, size: Size, seats: Seats): Layout {
  const isNarrow = size.width < NARROW;
  const shown = shownOf(topology);
  const { workers, children } = shown;
  const gone =
    topology.workers.length + topology.children.length + topology.unlisted - workers.length - children.length;
  const cards = placeCards([...workers, ...children], gone > 0, size, isNarrow);
  const isAlone = workers.length === 0 && children.length === 0;
  const primary = isAlone ? (cards.all[0] as Place) : primaryPlace(size, isNarrow);
  const ports = placePorts(topology, size, isNarrow, isAlone);
  return {
    isNarrow,
    visitors: visitorsPlace(size, isNarrow),
    ...placeConnections(seats, size, isNarrow, ports.values().next().value),
    primary,
    shown,
    workers: new Map(workers.map(({ id }, index) => [id, cards.all[index] as Place])),
    children: new Map(children.map(({ pid }, index) => [pid, cards.all[workers.length + index] as Place])),
    gone: { count: gone, place: cards.rest },
    ports,
  };
}

function columnsFor(cards: number, width: number): number {
  return cards > 4 && width > 560 ? 2 : 1;
}

function placeCards(
  processes: readonly ProcessState[],
  hasRest: boolean,
  size: Size,
  isNarrow: boolean,
): { readonly all: readonly Place[]; readonly rest: Place } {
  const count = Math.max(1, processes.length);
  const columns = columnsFor(count, size.width);
  const rows = Math.ceil(count / columns);
  const left = size.width * (isNarrow ? 0.5 : 0.52);
  const foot = hasRest ? 24 : 0;
  const width = (size.width - left - EDGE - GAP * (columns - 1)) / columns;
  const height = Math.min(ROOMY_CARD, (size.height - foot - EDGE * 2 - GAP * (rows - 1)) / rows);
  const top = (size.height - foot - rows * height - GAP * (rows - 1)) / 2;
  const all = Array.from({ length: count }, (_, index) => ({
    x: left + (index % columns) * (width + GAP),
    y: top + Math.floor(index / columns) * (height + GAP),
    width,
    height,
  }));
  return { all, rest: { x: left, y: size.height - foot - 4, width: size.width - left - EDGE, height: foot } };
}

function primaryPlace(size: Size, isNarrow: boolean): Place {
  return isNarrow
    ? { x: size.width * 0.19, y: EDGE, width: size.width * 0.27, height: 74 }
    : { x: size.width * 0.19, y: EDGE, width: Math.min(190, size.width * 0.28), height: 74 };
}

/** Wide enough for a client port and its count of requests where there is room before the primary. */
function visitorsPlace(size: Size, isNarrow: boolean): Place {
  if (isNarrow) return { x: 4, y: EDGE, width: 54, height: 26 };
  return { x: EDGE, y: EDGE, width: Math.min(VISITOR_WITH_COUNT, primaryPlace(size, false).x - EDGE - 12), height: 26 };
}

const SEAT = 25;

/** The first seats are those level with the port, then one above and one below in turn. */
function placeConnections(
  seats: Seats,
  size: Size,
  isNarrow: boolean,
  port: Place | undefined,
): Pick<Layout, 'connections' | 'moreConnections'> {
  const { x, y, width, height } = visitorsPlace(size, isNarrow);
  const [top, bottom] = [y + height + 4, size.height - EDGE];
  const rows = Math.max(2, Math.floor((bottom - top) / SEAT));
  const level = port === undefined ? rows / 2 : (port.y + port.height / 2 - top) / SEAT - 0.5;
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => Math.abs(a - level) - Math.abs(b - level));
  const place = (row: number): Place => ({ x, y: top + row * SEAT, width, height: 21 });
  // The lowest row says how many have no seat.
  const free = order.filter((row) => row !== rows - 1);
  const seated = [...seats].filter(([, seat]) => seat < free.length);
  return {
    connections: new Map(seated.map(([peer, seat]) => [peer, place(free[seat] as number)])),
    moreConnections: { count: seats.size - seated.length, place: place(rows - 1) },
  };
}

const MOST_PORTS = 3;

/** From one port to the next, with room for the words below it. */
const PORT_ROW = 54;

function shownPorts(topology: Topology): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const { port } of centralServers(topology)) {
    if (ports.size === MOST_PORTS) break;
    ports.add(port);
  }
  return ports;
}

/** Where all share a handle the primary made it, and tells nobody: it does not listen itself. */
function* centralServers({ primary, workers }: Topology): Generator<ProcessState['servers'][number]> {
  yield* primary?.servers ?? [];
  for (const { servers } of workers) yield* servers.filter(({ holding }) => holding === 'shared-handle');
}

/** A port that only workers listen on, each with a socket of its own, is shown at these workers instead. */
function placePorts(topology: Topology, size: Size, isNarrow: boolean, isAlone: boolean): Layout['ports'] {
  const ports = shownPorts(topology);
  const { x, width: room } = primaryPlace(size, isNarrow);
  const width = isNarrow ? 76 : 104;
  const left = isAlone ? size.width * 0.24 : x + (room - width) / 2;
  const base = isAlone ? size.height / 2 - 15 : size.height * 0.66 - 15;
  return new Map(
    [...ports].map((port, index) => {
      const shift = (index - (ports.size - 1) / 2) * PORT_ROW;
      return [port, { x: left, y: base + shift, width, height: 30 }];
    }),
  );
}

/** What the picture shows, as shapes: a pure function of the topology, the flights and the room there is. */
import type { ProcessState, Topology, WorkerState } from '../core/trace/topology.ts';
import type { Flight } from './flights.ts';

/** Named in the page's tokens: `worker-3`, `primary`, `line`, `ink`, … */
export type ColourName = string;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Shape =
  | {
      readonly kind: 'card';
      readonly at: Point;
      readonly width: number;
      readonly height: number;
      readonly colour: ColourName;
      readonly isFaded: boolean;
    }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly size: number;
      readonly colour: ColourName;
      readonly weight: number;
      readonly align: 'left' | 'center' | 'right';
    }
  | {
      readonly kind: 'curve';
      readonly from: Point;
      readonly to: Point;
      readonly colour: ColourName;
      readonly width: number;
      readonly isDashed: boolean;
    }
  | { readonly kind: 'dot'; readonly at: Point; readonly radius: number; readonly colour: ColourName };

export interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 10;
/** Open connections drawn as dots on a card; the rest is said as a number. */
const MOST_PINS = 10;

export function drawScene(topology: Topology, flights: readonly Flight[], size: Size): readonly Shape[] {
  const { primary, workers } = topology;
  if (primary === null)
    return [
      text({ x: size.width / 2, y: size.height / 2 }, 'Press Run to start real processes', 14, 'ink-soft', {
        align: 'center',
      }),
    ];
  const places = placeWorkers(workers, size);
  const isNarrow = size.width < 460;
  const visitor: Point = { x: isNarrow ? 26 : 46, y: size.height / 2 };
  const door = doorPlace(size, isNarrow);
  const shapes: Shape[] = [];
  shapes.push({ kind: 'curve', from: visitor, to: leftOf(door), colour: 'line-strong', width: 1.5, isDashed: false });
  for (const [index, worker] of workers.entries()) {
    const place = places[index];
    if (place === undefined || worker.state === 'exited') continue;
    const own = ownsSocket(worker);
    const from = own ? visitor : rightOf(door);
    const isHolding = worker.connections.open > 0;
    shapes.push({
      kind: 'curve',
      from,
      to: leftOf(place),
      colour: isHolding ? colourOf(worker.id) : 'line-strong',
      width: isHolding ? 2.5 : 1.25,
      isDashed: !isHolding,
    });
  }
  // Below the cards: what a card says stays readable while requests pass it.
  for (const flight of flights) {
    const index = workers.findIndex(({ id }) => id === flight.worker);
    const place = places[index];
    const worker = workers[index];
    const colour = flight.worker === 0 ? 'primary' : colourOf(flight.worker);
    const stops =
      place === undefined || worker === undefined
        ? [visitor, leftOf(door)]
        : ownsSocket(worker)
          ? [visitor, leftOf(place)]
          : [visitor, leftOf(door), rightOf(door), leftOf(place)];
    shapes.push({ kind: 'dot', at: alongStops(stops, flight.progress), radius: 4.5, colour });
  }
  shapes.push({ kind: 'dot', at: visitor, radius: 9, colour: 'ink-soft' });
  shapes.push(text({ x: visitor.x, y: visitor.y + 26 }, 'visitors', 11.5, 'ink-soft', { align: 'center' }));
  shapes.push(...drawPrimary(primary, door, topology));
  for (const [index, worker] of workers.entries()) {
    const place = places[index];
    if (place !== undefined) shapes.push(...drawWorker(worker, place));
  }
  return shapes;
}

interface Place extends Point, Size {}

/** One column for a few workers, two for many; cards share the height there is. */
export function placeWorkers(workers: readonly WorkerState[], size: Size): readonly Place[] {
  const columns = workers.length > 4 && size.width > 520 ? 2 : 1;
  const rows = Math.max(1, Math.ceil(workers.length / columns));
  const area = {
    x: size.width * (size.width < 460 ? 0.52 : 0.5),
    width: size.width * (size.width < 460 ? 0.46 : 0.48),
  };
  const width = (area.width - GAP * (columns - 1)) / columns;
  const height = Math.min(62, (size.height - GAP * (rows + 1)) / rows);
  const used = rows * height + (rows - 1) * GAP;
  const top = (size.height - used) / 2;
  return workers.map((_, index) => {
    const row = Math.floor(index / columns);
    return { x: area.x + (index % columns) * (width + GAP), y: top + row * (height + GAP), width, height };
  });
}

function doorPlace(size: Size, isNarrow: boolean): Place {
  const width = isNarrow ? 84 : 122;
  const height = 74;
  const x = isNarrow ? size.width * 0.17 : size.width * 0.16;
  return { x, y: (size.height - height) / 2, width, height };
}

function drawPrimary(primary: ProcessState, place: Place, { policy }: Topology): readonly Shape[] {
  const middle = place.x + place.width / 2;
  const isOver = primary.state === 'exited';
  const ports = [...new Set(primary.servers.map(({ port }) => port))];
  const role = isOver ? endOf(primary) : ports.length > 0 ? `port ${ports.join(', ')}` : 'no port';
  const how = policy === 'none' ? 'workers accept' : `serves ${primary.requests.finished}`;
  return [
    { kind: 'card', at: place, width: place.width, height: place.height, colour: 'primary', isFaded: isOver },
    text({ x: middle, y: place.y + 22 }, 'primary', 14, 'ink', { align: 'center', weight: 600 }),
    text({ x: middle, y: place.y + 41 }, role, 11.5, 'ink-soft', { align: 'center' }),
    text({ x: middle, y: place.y + 59 }, how, 11.5, 'ink-soft', { align: 'center' }),
  ];
}

function drawWorker(worker: WorkerState, place: Place): readonly Shape[] {
  const isOver = worker.state === 'exited';
  const isLow = place.height < 44;
  const base = place.y + (isLow ? place.height / 2 + 4 : 21);
  const state = isOver ? endOf(worker) : worker.state;
  const shapes: Shape[] = [
    { kind: 'card', at: place, width: place.width, height: place.height, colour: colourOf(worker.id), isFaded: isOver },
    text({ x: place.x + 14, y: base }, `worker ${worker.id}`, 14, isOver ? 'ink-soft' : 'ink', { weight: 600 }),
    text(
      { x: place.x + place.width - 12, y: base },
      String(worker.requests.finished),
      17,
      isOver ? 'ink-soft' : colourOf(worker.id),
      { align: 'right', weight: 650 },
    ),
  ];
  if (isLow) return shapes;
  const pins = Math.min(worker.connections.open, MOST_PINS);
  shapes.push(
    text(
      { x: place.x + 14, y: place.y + 44 },
      `${state}${place.width > 200 ? `, pid ${worker.pid}` : ''}`,
      11.5,
      'ink-soft',
    ),
  );
  for (let pin = 0; pin < pins; pin++) {
    shapes.push({
      kind: 'dot',
      at: { x: place.x + place.width - 16 - pin * 10, y: place.y + 41 },
      radius: 3.5,
      colour: colourOf(worker.id),
    });
  }
  return shapes;
}

/** A worker with a socket of its own hears visitors directly; a shared one is handed over by the primary. */
function ownsSocket({ servers }: WorkerState): boolean {
  return servers.length > 0 && servers.every(({ holding }) => holding !== 'round-robin');
}

function endOf({ exit }: ProcessState): string {
  return `exited: ${exit?.signal ?? (exit?.code === null || exit?.code === undefined ? 'with the run' : `code ${exit.code}`)}`;
}

export function colourOf(id: number): ColourName {
  return `worker-${((id - 1) % 8) + 1}`;
}

function leftOf({ x, y, height }: Place): Point {
  return { x, y: y + height / 2 };
}

function rightOf({ x, y, width, height }: Place): Point {
  return { x: x + width, y: y + height / 2 };
}

/** Between its stops a flight follows the curves; they count by their length. */
function alongStops(stops: readonly Point[], progress: number): Point {
  const legs = stops.slice(1).map((to, index) => ({ from: stops[index] ?? to, to }));
  const lengths = legs.map(({ from, to }) => Math.hypot(to.x - from.x, to.y - from.y));
  let rest = Math.min(1, Math.max(0, progress)) * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, leg] of legs.entries()) {
    const length = lengths[index] ?? 0;
    if (rest <= length || index === legs.length - 1) return onCurve(leg.from, leg.to, length === 0 ? 1 : rest / length);
    rest -= length;
  }
  return stops[0] ?? { x: 0, y: 0 };
}

/** The painter's curves are cubic, with both handles level at half the way. */
export function onCurve(from: Point, to: Point, t: number): Point {
  const bend = (from.x + to.x) / 2;
  const mix = (a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  return { x: mix(from.x, bend, bend, to.x), y: mix(from.y, from.y, to.y, to.y) };
}

function text(
  at: Point,
  words: string,
  size: number,
  colour: ColourName,
  { align = 'left', weight = 450 }: { align?: 'left' | 'center' | 'right'; weight?: number } = {},
): Shape {
  return { kind: 'text', at, text: words, size, colour, weight, align };
}

/** A lane for each process: when it had requests, when it was at work, when it was born and died. Pure. */
import type { Lane } from '../core/trace/timeline.ts';
import { workerOf, type Topology } from '../core/trace/topology.ts';
import { colourOf } from './items.ts';
import type { Mark, Place } from './shape.ts';

export interface Lanes {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Beside each lane, from the top. */
  readonly labels: readonly { readonly text: string; readonly colour: string; readonly top: number }[];
}

export interface LanesView {
  readonly lanes: readonly Lane[];
  /** Microseconds of a lane's bin. */
  readonly binWidth: number;
  readonly topology: Topology;
  /** What the whole width stands for, in microseconds. */
  readonly duration: number;
  /** The moment that the picture shows. */
  readonly time: number;
  readonly width: number;
}

const LANE_HEIGHT = 20;
const GAP = 4;

/** In a crash loop the newest lanes are shown; the table has all. */
const MOST_LANES = 12;

export function drawLanes(view: LanesView): Lanes {
  const { topology, duration, time, width } = view;
  const lanes = chosen(view.lanes, topology);
  const most = Math.max(1, ...lanes.flatMap(({ requests }) => requests));
  const scale = width / Math.max(1, duration);
  const marks = lanes.flatMap((lane, index) => {
    const top = index * (LANE_HEIGHT + GAP);
    return [...ground(lane, view, top, scale), ...bars(lane, view, { top, most, scale })];
  });
  const height = Math.max(1, lanes.length) * (LANE_HEIGHT + GAP);
  const needle: Mark = bar({ x: Math.min(width - 1, time * scale), y: 0, width: 1.5, height }, 'ink', 0.8);
  const labels = lanes.map(({ worker }, index) => ({
    text: worker === 0 ? 'primary' : `worker ${worker}`,
    colour: colourOf(worker),
    top: index * (LANE_HEIGHT + GAP),
  }));
  return { height, marks: [...marks, needle], labels };
}

/** Workers, and the primary where it serves. */
function chosen(lanes: readonly Lane[], { workers }: Topology): readonly Lane[] {
  const isAlone = workers.length === 0;
  return lanes.filter(({ worker, requests }) => worker !== 0 || isAlone || requests.length > 0).slice(-MOST_LANES);
}

/** From its birth to its death. */
function ground({ worker }: Lane, { topology, duration }: LanesView, top: number, scale: number): readonly Mark[] {
  const process = workerOf(topology, worker);
  const from = process?.forkedAt ?? 0;
  const to = process?.exitedAt ?? duration;
  const line = bar(
    { x: from * scale, y: top + LANE_HEIGHT - 2, width: (to - from) * scale, height: 2 },
    colourOf(worker),
    0.45,
  );
  if (process?.exitedAt == null) return [line];
  return [line, bar({ x: to * scale - 1, y: top + 4, width: 2.5, height: LANE_HEIGHT - 4 }, 'bad', 1)];
}

function bars(
  { worker, requests, busy }: Lane,
  { binWidth }: LanesView,
  { top, most, scale }: { readonly top: number; readonly most: number; readonly scale: number },
): readonly Mark[] {
  const width = Math.max(1.5, binWidth * scale);
  const room = LANE_HEIGHT - 3;
  const colour = colourOf(worker);
  return Array.from({ length: Math.max(requests.length, busy.length) }, (_, index) => index).flatMap(
    (index): Mark[] => {
      const x = index * binWidth * scale;
      const part = (busy[index] ?? 0) / binWidth;
      const height = ((requests[index] ?? 0) / most) * room;
      const work: Mark[] =
        part > 0 ? [bar({ x, y: top + 1, width, height: room }, colour, 0.12 + 0.2 * Math.min(1, part))] : [];
      return height === 0 ? work : [...work, bar({ x, y: top + 1 + room - height, width, height }, colour, 0.9)];
    },
  );
}

function bar(place: Place, colour: string, opacity: number): Mark {
  return { kind: 'bar', place, colour, opacity };
}

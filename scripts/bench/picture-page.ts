/** In a browser: the picture under a flood of events, frame by frame as the page draws it. */
import { signal } from '@preact/signals-core';
import type { TraceEvent, TraceFact } from '../../src/core/trace/event.ts';
import { emptyTopology } from '../../src/core/trace/topology.ts';
import { TraceLog } from '../../src/core/trace/trace-log.ts';
import { drawLanes } from '../../src/visualiser/lanes.ts';
import { Motions } from '../../src/visualiser/motions.ts';
import { Painter } from '../../src/visualiser/painter.ts';
import { Playhead } from '../../src/visualiser/playhead.ts';
import { drawScene } from '../../src/visualiser/scene.ts';
import { takeSeats, type Seats } from '../../src/visualiser/seats.ts';
import { StageItems } from '../../src/visualiser/stage-items.ts';

const SIZE = { width: 760, height: 300 };
const WORKERS = 4;
/** A host's reports come in about as often. */
const REPORT_MS = 10;

/** A cluster whose workers each answer new connections without end: seven events a connection, as the tracer reports them. */
function newFlood() {
  let at = 0;
  let peer = 0;
  const by = (worker: number, fact: TraceFact): TraceEvent => ({
    ...fact,
    pid: 100 + worker,
    worker,
    sequence: ++at,
    at: (at += 100),
  });
  const ids = Array.from({ length: WORKERS }, (_, index) => index + 1);
  const start = [
    by(0, { type: 'process.started', role: 'primary', node: 'v24.21.0', ppid: 1 }),
    by(0, { type: 'server.listening', port: 8000, holding: 'own-socket' }),
    ...ids.flatMap((id) => [
      by(0, { type: 'worker.forked', id, workerPid: 100 + id, env: {}, primaryGained: [] }),
      by(id, { type: 'process.started', role: 'worker', node: 'v24.21.0', ppid: 100 }),
      by(id, { type: 'server.listening', port: 8000, holding: 'round-robin' }),
    ]),
  ];
  const connection = (): readonly TraceEvent[] => {
    const worker = (++peer % WORKERS) + 1;
    const port = 20_000 + (peer % 40_000);
    return [
      by(0, { type: 'connection.handed', to: worker, handoff: peer, peer: port }),
      by(worker, { type: 'connection.received', handoff: peer, peer: port }),
      by(worker, { type: 'connection.opened', peer: port, port: 8000 }),
      by(0, { type: 'connection.accepted', by: worker, handoff: peer, peer: port }),
      by(worker, { type: 'request.started', request: peer, method: 'GET', path: '/', peer: port, reused: false }),
      by(worker, { type: 'request.finished', request: peer, status: 200 }),
      by(worker, { type: 'connection.closed', peer: port, port: 8000 }),
    ];
  };
  const events = (count: number): TraceEvent[] => {
    const made: TraceEvent[] = [];
    while (made.length < count) made.push(...connection());
    return made;
  };
  return { start, events };
}

interface Drawn {
  readonly frames: number;
  readonly seconds: number;
  readonly longTasks: number;
  readonly longestTask: number;
  /** Milliseconds of a frame's own work, in their middle. */
  readonly frameWork: number;
  readonly counted: number;
  readonly sent: number;
}

async function draw(perSecond: number, seconds: number): Promise<Drawn> {
  document.body.innerHTML = '<div style="position:relative"><canvas></canvas><div></div></div><canvas></canvas>';
  const [stage, lanes] = [...document.querySelectorAll('canvas')] as [HTMLCanvasElement, HTMLCanvasElement];
  stage.style.cssText = `width:${SIZE.width}px;height:${SIZE.height}px`;
  lanes.style.cssText = `width:${SIZE.width}px;height:96px`;
  const items = new StageItems(document.querySelector('div > div') as HTMLElement, () => undefined);
  const [painter, lanePainter] = [new Painter(stage), new Painter(lanes)];
  const flood = newFlood();
  const log = new TraceLog();
  const topology = signal(emptyTopology);
  const report = (events: readonly TraceEvent[]) => {
    log.append(events);
    topology.value = log.topology;
  };
  const playhead = new Playhead();
  const motions = new Motions();
  report(flood.start);
  playhead.show({ log, topology });

  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  let sent = 0;
  const begun = performance.now();
  const sending = setInterval(() => {
    const due = ((performance.now() - begun) / 1_000) * perSecond;
    if (due <= sent) return;
    const events = flood.events(due - sent);
    sent += events.length;
    report(events);
  }, REPORT_MS);

  const work: number[] = [];
  let seats: Seats = new Map();
  await new Promise<void>((resolve) => {
    const frame = (): void => {
      const now = performance.now();
      const { topology: shown, time, events } = playhead.advance(now, false);
      motions.launch(events, now);
      seats = takeSeats(seats, [...shown.connections.keys(), ...motions.peers]);
      const scene = drawScene({ topology: shown, time, motions: motions.at(now), size: SIZE, seats });
      painter.paint(scene.marks);
      items.show(scene.items);
      const { timeline } = log;
      const duration = topology.value.now;
      const view = { lanes: timeline.lanesAt(duration), binWidth: timeline.width, topology: topology.value };
      lanePainter.paint(drawLanes({ ...view, duration, time, width: SIZE.width }).marks);
      work.push(performance.now() - now);
      if (now - begun < seconds * 1_000) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  clearInterval(sending);
  observer.disconnect();
  const counted = topology.value.workers.reduce((sum, { requests }) => sum + requests.finished, 0);
  return {
    frames: work.length,
    seconds: (performance.now() - begun) / 1_000,
    longTasks: tasks.length,
    longestTask: Math.max(0, ...tasks),
    frameWork: work.toSorted((a, b) => a - b)[Math.floor(work.length / 2)] ?? 0,
    counted,
    sent,
  };
}

/** @returns bytes of the heap that a run of so many events leaves in use, and what it counted */
async function remember(count: number): Promise<{ bytes: number; counted: number; ms: number }> {
  const flood = newFlood();
  const before = await heap();
  const log = new TraceLog();
  log.append(flood.start);
  const begun = performance.now();
  for (let sent = 0; sent < count; sent += 1_000) log.append(flood.events(1_000));
  const ms = performance.now() - begun;
  const bytes = (await heap()) - before;
  // Asked after the reading, so that the log was alive when it was taken.
  return { bytes, counted: log.topology.workers.reduce((sum, { requests }) => sum + requests.finished, 0), ms };
}

/** Chromium started with `--expose-gc`: what is left after a collection. */
async function heap(): Promise<number> {
  const { gc } = globalThis as { readonly gc?: () => void };
  gc?.();
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } };
  return memory?.usedJSHeapSize ?? Number.NaN;
}

Object.assign(globalThis, { draw, remember, isReady: true });

/** The things in the picture that have a name: processes, ports, connections, and notes about them. */
import { plural } from '../core/plural.ts';
import { inThousands } from '../core/trace/foremost.ts';
import type { PeerPort } from '../core/trace/event.ts';
import type { ConnectionState, ProcessState, Topology, WorkerState } from '../core/trace/topology.ts';
import { VISITOR_WITH_COUNT } from './layout.ts';
import { waitingFor, type Moment } from './moment.ts';
import type { Item, Place } from './shape.ts';
import { childOf, ownsSocket } from './edge-paths.ts';
import { connectionSpoken, handoffSpoken, megabytes, processSpoken, stateInPicture, underWay } from './words.ts';

/** Eight colours that can be told apart, also by who sees few; ids beyond take turns, and the name is always beside it. */
export function colourOf(id: number): string {
  return id === 0 ? 'primary' : `worker-${((id - 1) % 8) + 1}`;
}

/** What a line of a card needs, in pixels, and what its title does. */
const LINE = 17;
const TITLE = 31;

export function allItems(moment: Moment): readonly Item[] {
  const { topology, layout } = moment;
  const { primary, connections } = topology;
  const { workers, children } = layout.shown;
  if (primary === null) return [];
  return [
    visitorsItem(moment),
    ...[...layout.connections].map(([peer, place]) => {
      const connection = connections.get(peer);
      return connection === undefined ? passingItem(peer, place) : connectionItem(connection, place, moment);
    }),
    ...moreItem(moment),
    ...[...layout.ports].flatMap(([port, place]) => portItems(port, place, moment)),
    primaryItem(primary, moment),
    ...workers.flatMap((worker) => {
      const place = layout.workers.get(worker.id);
      return place === undefined ? [] : [workerItem(worker, place, moment)];
    }),
    ...children.flatMap((child) => {
      const place = layout.children.get(child.pid);
      return place === undefined ? [] : [childItem(child, place, moment)];
    }),
    ...goneItem(moment),
    ...orphanItem(moment),
  ];
}

const plain = { look: 'plain', count: '', lines: [], level: null } as const;

function visitorsItem({ layout }: Moment): Item {
  return {
    ...plain,
    key: 'visitors',
    kind: 'note',
    place: layout.visitors,
    colour: 'ink-soft',
    title: 'visitors',
    spoken: 'Visitors: whoever sends requests to the program',
  };
}

function connectionItem(connection: ConnectionState, place: Place, { topology }: Moment): Item {
  return {
    ...plain,
    key: `connection-${connection.peer}`,
    kind: 'connection',
    place,
    colour: colourOf(connection.worker),
    look: 'solid',
    title: `:${connection.peer}`,
    count: place.width < VISITOR_WITH_COUNT || connection.requests === 0 ? '' : `×${connection.requests}`,
    spoken: connectionSpoken(connection, childOf(topology, connection.peer)),
  };
}

/** Not yet open, or closed already while the picture still tells of it. */
function passingItem(peer: PeerPort, place: Place): Item {
  return {
    ...plain,
    key: `connection-${peer}`,
    kind: 'connection',
    place,
    colour: 'line-strong',
    title: `:${peer}`,
    look: 'dashed',
    spoken: `Connection from client port ${peer}, not open now`,
  };
}

function moreItem({ layout: { moreConnections } }: Moment): readonly Item[] {
  const { count, place } = moreConnections;
  if (count === 0) return [];
  const spoken = `${plural(count, 'more connection')} open; the table has the counts of each worker`;
  return [
    { ...plain, key: 'more-connections', kind: 'note', place, colour: 'ink-soft', title: `and ${count} more`, spoken },
  ];
}

function portItems(port: number, place: Place, { topology, layout }: Moment): readonly Item[] {
  const holder = holderOf(port, topology);
  const note = { x: place.x - 30, y: place.y + place.height + 2, width: place.width + 60, height: 18 };
  return [
    {
      ...plain,
      key: `port-${port}`,
      kind: 'port',
      place,
      colour: 'primary',
      look: 'solid',
      title: layout.isNarrow ? `:${port}` : `port ${port}`,
      spoken: `Port ${port}: ${holder}`,
    },
    {
      ...plain,
      key: `holder-${port}`,
      kind: 'note',
      place: note,
      colour: 'ink-soft',
      title: holder,
      spoken: '',
    },
  ];
}

function holderOf(port: number, { primary, workers, policy }: Topology): string {
  const isShared = workers.some(({ servers }) =>
    servers.some((server) => server.port === port && server.holding === 'shared-handle'),
  );
  if (isShared) return 'all hold it, workers accept';
  if (workers.length === 0 || primary === null) return 'held by the program';
  return policy === 'none' ? 'opened by the primary' : 'held by the primary';
}

function primaryItem(primary: ProcessState, moment: Moment): Item {
  const { topology, layout } = moment;
  const isOver = primary.state === 'exited';
  const isAlone = topology.workers.length === 0;
  const serves = primary.requests.started > 0 || (isAlone && primary.servers.length > 0);
  const role = isOver ? stateInPicture(primary) : isAlone ? stateInPicture(primary) : roleOf(topology);
  return {
    key: 'primary',
    kind: 'process',
    place: layout.primary,
    colour: 'primary',
    look: isOver ? 'faded' : 'solid',
    title: 'primary',
    count: serves ? String(primary.requests.finished) : '',
    lines: layout.isNarrow ? twoLines(role) : fitting([role, ...work(primary, 0), ...heap(primary)], layout.primary),
    level: levelOf(primary, moment),
    spoken: `${processSpoken('primary', primary, 0)}${isAlone || isOver ? '' : `, ${role}`}`,
  };
}

/** A narrow card is two lines of one or two words wide. */
function twoLines(words: string): readonly string[] {
  return words.split(/ (?=\S+$)/);
}

function roleOf({ policy, primary }: Topology): string {
  if (policy === 'none') return 'accepts nothing';
  return (primary?.servers.length ?? 0) === 0 ? 'watches its workers' : 'deals connections';
}

function workerItem(worker: WorkerState, place: Place, moment: Moment): Item {
  const isOver = worker.state === 'exited';
  const waiting = waitingFor(worker.id, moment).length;
  const own = ownsSocket(worker) ? [`own socket, port ${worker.servers[0]?.port ?? ''}`] : [];
  return {
    key: `worker-${worker.id}`,
    kind: 'process',
    place,
    colour: colourOf(worker.id),
    look: isOver ? 'faded' : worker.state === 'disconnecting' || worker.state === 'starting' ? 'dashed' : 'solid',
    title: `worker ${worker.id}`,
    count: String(worker.requests.finished),
    lines: fitting([stateInPicture(worker), ...work(worker, waiting), ...own, ...heap(worker)], place),
    level: isOver ? null : levelOf(worker, moment),
    spoken: processSpoken(`worker ${worker.id}`, worker, waiting),
  };
}

function childItem(child: ProcessState, place: Place, moment: Moment): Item {
  const isOver = child.state === 'exited';
  return {
    key: `child-${child.pid}`,
    kind: 'process',
    place,
    colour: 'ink-soft',
    look: isOver ? 'faded' : 'solid',
    title: `child ${child.pid}`,
    count: child.requests.started > 0 ? String(child.requests.finished) : '',
    lines: fitting([stateInPicture(child), ...work(child, 0), ...heap(child)], place),
    level: isOver ? null : levelOf(child, moment),
    spoken: `${processSpoken(`child process ${child.pid}`, child, 0)}, started by child_process`,
  };
}

function goneItem({ layout: { gone } }: Moment): readonly Item[] {
  if (gone.count === 0) return [];
  const title = `and ${inThousands(gone.count)} more, workers in the table below`;
  return [{ ...plain, key: 'gone', kind: 'note', place: gone.place, colour: 'ink-soft', title, spoken: '' }];
}

function orphanItem({ topology: { orphans }, time, layout }: Moment): readonly Item[] {
  const last = orphans.newest.at(-1);
  if (last === undefined) return [];
  const { x, y, width, height } = layout.primary;
  return [
    {
      ...plain,
      key: 'orphans',
      kind: 'note',
      // Left of the line down to the port.
      place: { x, y: y + height + 15, width: width / 2 - 6, height: 36 },
      colour: 'bad',
      title: `${orphans.total} orphaned:`,
      lines: ['nobody answers'],
      spoken: `${plural(orphans.total, 'connection')} orphaned in the primary: their worker died before it took them. ${handoffSpoken(last, time)}.`,
    },
  ];
}

function work(process: ProcessState, waiting: number): readonly string[] {
  if (waiting > 0) return [`busy, ${waiting} waiting`];
  const open = underWay(process);
  if (open > 0) return [`${open} under way`];
  return process.connections.open > 0 ? [`${process.connections.open} open`] : [];
}

function heap({ memory, state }: ProcessState): readonly string[] {
  return memory === null || state === 'exited' ? [] : [`own heap ${megabytes(memory.heapUsed)}`];
}

/** The first line is the state. Where not all fit, what is second joins it, and the last goes. */
function fitting(lines: readonly string[], { width, height }: Place): readonly string[] {
  const room = Math.max(0, Math.floor((height - TITLE) / LINE));
  const [state = '', second, ...rest] = lines;
  const canJoin = second !== undefined && state.length + second.length < width / 7;
  return (lines.length > room && canJoin ? [`${state}, ${second}`, ...rest] : lines).slice(0, room);
}

/** Beside the fullest of all; a heap of a few megabytes is never a full store. */
const ROOMY_HEAP = 24e6;

function levelOf({ memory }: ProcessState, { fullestHeap }: Moment): number | null {
  return memory === null ? null : memory.heapUsed / Math.max(ROOMY_HEAP, fullestHeap * 1.2);
}

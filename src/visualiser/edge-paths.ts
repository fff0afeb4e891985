/** The path of each edge: connections, requests and messages run where they do between processes, from the socket's holder to the server. */
import type { PeerPort, WorkerId } from '../core/trace/event.ts';
import { workerOf, type ProcessState, type Topology, type WorkerState } from '../core/trace/topology.ts';
import type { Layout } from './layout.ts';
import { bottomOf, leftOf, middleOf, rightOf } from './path-geometry.ts';
import type { Place, Point } from './shape.ts';

/** Heights on a card's side: the channel between processes, and the wire between visitors and processes. */
const CHANNEL = 0.28;
const WIRE = 0.66;

/** A worker with a socket of its own hears visitors directly. */
export function ownsSocket({ servers }: ProcessState): boolean {
  return servers.length > 0 && servers.every(({ holding }) => holding === 'own-socket');
}

/** From a visitor to the process that serves it; bytes never pass the primary. */
export function connectionPath(
  { topology, layout }: Drawn,
  peer: PeerPort | null,
  worker: WorkerId,
): readonly Point[] | undefined {
  const child = childOf(topology, peer);
  const to = child === undefined ? placeOf(layout, worker) : layout.children.get(child.pid);
  if (to === undefined) return undefined;
  const pill = peer === null ? undefined : layout.connections.get(peer);
  const from = rightOf(pill ?? layout.visitors);
  const server = child ?? (worker === 0 ? topology.primary : workerOf(topology, worker));
  const port = portOf(layout, topology, peer, server);
  const isAtPrimary = worker === 0 && child === undefined && layout.workers.size + layout.children.size > 0;
  const end = isAtPrimary ? bottomOf(to) : leftOf(to, WIRE);
  if (port === undefined) return [from, end];
  return isAtPrimary ? [from, leftOf(port), middleOf(port), end] : [from, leftOf(port), rightOf(port), end];
}

/** The plain child that serves a connection; undefined for workers and the primary. */
export function childOf({ connections, children }: Topology, peer: PeerPort | null): ProcessState | undefined {
  const pid = peer === null ? undefined : connections.get(peer)?.pid;
  return children.find((child) => child.pid === pid);
}

/** The handle's path: from the port to the primary, which passes it on to a worker. */
export function handoffPath({ topology, layout }: Drawn, peer: PeerPort | null, worker: WorkerId): readonly Point[] {
  const to = layout.workers.get(worker);
  if (to === undefined) return [];
  const port = portOf(layout, topology, peer, topology.primary ?? undefined);
  const start = port === undefined ? [] : [leftOf(port), middleOf(port)];
  return [...start, bottomOf(layout.primary), ...messagePath(layout, 0, worker)];
}

/** The channel between primary and worker; the only one that a worker has. */
export function messagePath(layout: Layout, from: WorkerId, to: WorkerId): readonly Point[] {
  const worker = layout.workers.get(from === 0 ? to : from);
  if (worker === undefined) return [];
  const path = [rightOf(layout.primary, 0.5), leftOf(worker, CHANNEL)];
  return from === 0 ? path : path.reverse();
}

export interface Drawn {
  readonly topology: Topology;
  readonly layout: Layout;
}

function placeOf(layout: Layout, worker: WorkerId): Place | undefined {
  return worker === 0 ? layout.primary : layout.workers.get(worker);
}

/** Undefined where the server has a socket of its own beside its card, or none that is known. */
function portOf(
  layout: Layout,
  { connections }: Topology,
  peer: PeerPort | null,
  server: ProcessState | WorkerState | null | undefined,
): Place | undefined {
  if (server && 'id' in server && ownsSocket(server)) return undefined;
  const port = (peer === null ? undefined : connections.get(peer)?.port) ?? server?.servers[0]?.port;
  const known = port === undefined ? undefined : layout.ports.get(port);
  return known ?? layout.ports.values().next().value;
}

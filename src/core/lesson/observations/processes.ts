/** The processes of a run, their ports and their ends. */
import { livingWorkers } from '../../check/kinds/living.ts';
import type { ProcessState } from '../../trace/topology.ts';
import type { Clause, Seen } from './seen.ts';
import { plural } from '../../plural.ts';
import { endingOf, listed } from './words.ts';

/** The most ports in a sentence: a program may report thousands. */
const TOLD_PORTS = 12;

export function ports({ topology }: Seen): Clause {
  const found = new Set(livingWorkers(topology).flatMap(({ servers }) => servers.map(({ port }) => port)));
  return found.size === 0
    ? undefined
    : `the workers listen on ${plural(found.size, 'port')}: ${[...found].slice(0, TOLD_PORTS).join(', ')}${found.size > TOLD_PORTS ? ', …' : ''}`;
}

/** Undefined while each has a port of its own: such a run answers nothing about one port. */
export function workersOnOnePort({ topology }: Seen): Clause {
  const ports = livingWorkers(topology).flatMap(({ servers }) => servers.map(({ port }) => port));
  const [shared, on] = Object.entries(Object.groupBy(ports, String)).find(([, each]) => (each?.length ?? 0) > 1) ?? [];
  return shared === undefined ? undefined : `${on?.length ?? 0} workers listen on port ${shared}`;
}

/** Workers with a port each: such a run leaves the question open, so the clause says how to make one that answers. */
export function workersApart(seen: Seen): Clause {
  const living = livingWorkers(seen.topology);
  const isUp = living.length > 1 && living.every(({ servers }) => servers.length > 0);
  if (!isUp || workersOnOnePort(seen) !== undefined) return undefined;
  return `${living.length} workers listen, each on a port of its own. The question is about one port: give it to all, and run again`;
}

export function workersForked({ topology, exit }: Seen, withinMs?: number): Clause {
  const limit = withinMs === undefined ? Infinity : withinMs * 1_000;
  const isOver = exit !== null || topology.now >= limit;
  const forked = topology.workers.filter(({ forkedAt }) => forkedAt <= limit).length;
  const when = withinMs === undefined ? '' : ` in the first ${withinMs / 1_000} s`;
  if (withinMs === undefined ? forked === 0 && !isOver : !isOver) return undefined;
  return forked === 0
    ? `no worker was started${when}`
    : `${plural(forked, 'worker')} ${wasOrWere(forked)} started${when}`;
}

/** "None" is certain once a load is over or the program has ended; before, it may still happen. */
export function workerExits({ topology, exit, loads }: Seen): Clause {
  const endings = Map.groupBy(topology.workers, (worker) => endingOf(worker.exit));
  endings.delete(undefined);
  if (endings.size > 0) {
    const parts = [...endings].map(([ending, workers]) => `${named(workers)} ended with ${ending}`);
    return listed(parts);
  }
  const someLoadIsOver = loads.some(({ requests, outcomes }) => outcomes.length > 0 && outcomes.length === requests);
  return exit !== null || someLoadIsOver ? 'no worker ended' : undefined;
}

/** The most workers named one by one; further ones are only counted. */
const NAMED_WORKERS = 4;

function named(workers: readonly { readonly id: number }[]): string {
  const [first] = workers;
  if (workers.length === 1) return `worker ${first?.id}`;
  return workers.length > NAMED_WORKERS
    ? `${workers.length} workers`
    : `workers ${listed(workers.map(({ id }) => String(id)))}`;
}

export function exitCode({ exit }: Seen): Clause {
  const ending = endingOf(exit);
  return ending && `the program ended with ${ending}`;
}

export function messages({ topology: { workers, primary }, exit }: Seen): Clause {
  const received = (process: ProcessState, name: string) => `${name} received ${process.messages.received || 'none'}`;
  const all = [...workers, ...(primary ? [primary] : [])];
  const sum = all.reduce((total, process) => total + process.messages.received, 0);
  if (sum === 0) return exit === null ? undefined : 'no message arrived';
  const parts = [
    ...workers.map((worker) => received(worker, `worker ${worker.id}`)),
    ...(primary ? [received(primary, 'the primary')] : []),
  ];
  return `${plural(sum, 'message')} arrived: ${listed(parts)}`;
}

function wasOrWere(count: number): string {
  return count === 1 ? 'was' : 'were';
}

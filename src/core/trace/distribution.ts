/** The shares of connections and requests by worker, beside an even share. */
import type { LoadOutcome, PeerPort, WorkerId } from './event.ts';
import type { ConnectionIndex } from './connection-index.ts';
import type { Topology } from './topology.ts';

export interface Part {
  readonly count: number;
  /** The share of all, from 0 to 1; 0 while there are none. */
  readonly share: number;
  /** The difference to an even share: 0 is even, 0.5 is half as much again, -1 is nothing. */
  readonly deviation: number;
}

export interface DistributionRow {
  /** 0 is the primary. */
  readonly worker: WorkerId;
  readonly connections: Part;
  readonly requests: Part;
}

interface Counts {
  readonly worker: WorkerId;
  readonly connections: number;
  readonly requests: number;
}

/** The distribution of a whole run, from the exact counters: a row for each worker that ever lived; for the primary only if it serves. */
export function distributionOf({ primary, workers }: Topology): readonly DistributionRow[] {
  const own = primary !== null && (primary.requests.started > 0 || workers.length === 0) ? [{ ...primary, id: 0 }] : [];
  return inParts(
    [...own, ...workers].map(({ id, connections, requests }) => ({
      worker: id,
      connections: connections.total,
      requests: requests.started,
    })),
  );
}

/** The distribution of one load by its servers: a row for each worker that lived then or answered; untraced answers are in none. */
export function distributionOfLoad(
  outcomes: readonly LoadOutcome[],
  connections: ConnectionIndex,
  { workers }: Topology,
): readonly DistributionRow[] {
  const peers = new Map<WorkerId, Set<PeerPort>>();
  const answers = new Map<WorkerId, number>();
  for (const outcome of outcomes) {
    const worker = connections.workerOf(outcome);
    if (worker === undefined || outcome.peer === null || outcome.result.kind !== 'answered') continue;
    answers.set(worker, (answers.get(worker) ?? 0) + 1);
    peers.set(worker, (peers.get(worker) ?? new Set()).add(outcome.peer));
  }
  const living = workers.filter(({ state }) => state !== 'exited').map(({ id }) => id);
  const all = [...new Set([...living, ...answers.keys()])].sort((one, other) => one - other);
  return inParts(
    all.map((worker) => ({ worker, connections: peers.get(worker)?.size ?? 0, requests: answers.get(worker) ?? 0 })),
  );
}

function inParts(counts: readonly Counts[]): readonly DistributionRow[] {
  const totalOf = (of: keyof Omit<Counts, 'worker'>) => counts.reduce((sum, each) => sum + each[of], 0);
  const totals = { connections: totalOf('connections'), requests: totalOf('requests') };
  const part = (count: number, total: number): Part => {
    const share = total === 0 ? 0 : count / total;
    return { count, share, deviation: total === 0 ? 0 : share * counts.length - 1 };
  };
  return counts.map(({ worker, connections, requests }) => ({
    worker,
    connections: part(connections, totals.connections),
    requests: part(requests, totals.requests),
  }));
}

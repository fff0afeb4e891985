/** Requests as their servers saw them: begun, finished or broken off, each in one process. Joined to a load by the client's port. */
import type { LoadOutcome, PeerPort, TraceEvent, WorkerId } from './event.ts';

export interface ServedRequest {
  readonly pid: number;
  /** 0 for a process that is no worker. */
  readonly worker: WorkerId;
  readonly method: string;
  readonly path: string;
  readonly peer: PeerPort;
  readonly startedAt: number;
  /** Null while it is open, or when its process ended with it. */
  readonly finishedAt: number | null;
}

/** In the order in which they began. */
export function servedRequests(events: readonly TraceEvent[]): readonly ServedRequest[] {
  const open = new Map<string, number>();
  const requests: ServedRequest[] = [];
  for (const event of events) {
    if (event.type === 'request.started') {
      const { pid, worker, method, path, peer, at } = event;
      open.set(`${pid}:${event.request}`, requests.length);
      requests.push({ pid, worker, method, path, peer, startedAt: at, finishedAt: null });
    } else if (event.type === 'request.finished' || event.type === 'request.aborted') {
      const index = open.get(`${event.pid}:${event.request}`);
      const request = index === undefined ? undefined : requests[index];
      if (index !== undefined && request) requests[index] = { ...request, finishedAt: event.at };
    }
  }
  return requests.toSorted((one, other) => one.startedAt - other.startedAt);
}

/** The request that an outcome was sent as: the first on its connection that began after it was sent. */
export function servedFor(
  { peer, startedAt }: Pick<LoadOutcome, 'peer' | 'startedAt'>,
  requests: readonly ServedRequest[],
): ServedRequest | undefined {
  return requests.find((request) => request.peer === peer && request.startedAt >= startedAt);
}

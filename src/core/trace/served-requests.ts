/** Requests as their servers saw them: begun, finished or aborted, each in one process. A load finds its own by the client's port. */
import type { LoadOutcome, PeerPort, TraceEvent, WorkerId } from './event.ts';

export interface ServedRequest {
  readonly pid: number;
  /** 0 for a process that is not a worker. */
  readonly worker: WorkerId;
  readonly method: string;
  readonly path: string;
  readonly peer: PeerPort;
  readonly startedAt: number;
  /** Null while the request is open, or when its process ended before it. */
  readonly finishedAt: number | null;
}

/** Requests in the order of their beginning. */
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

/** The served request of an outcome: the first on its connection that began after the sending. */
export function servedFor(
  { peer, startedAt }: Pick<LoadOutcome, 'peer' | 'startedAt'>,
  requests: readonly ServedRequest[],
): ServedRequest | undefined {
  return requests.find((request) => request.peer === peer && request.startedAt >= startedAt);
}

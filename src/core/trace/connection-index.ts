/** The process that served the connection from a client port. A port may come back for a later connection, so the time decides. */
import type { LoadOutcome, PeerPort, TraceEvent, WorkerId } from './event.ts';

/** Connections remembered: more than the largest load opens; beyond it the oldest go and their requests count as "unknown". */
const REMEMBERED_CONNECTIONS = 200_000;

/** Openings remembered of one port: it comes back after thousands of others. A program that repeats one port fills no more. */
const REMEMBERED_OPENINGS = 64;

export interface Server {
  readonly pid: number;
  /** 0 is the primary; undefined for a process that is neither primary nor worker. */
  readonly worker: WorkerId | undefined;
}

interface Opening extends Server {
  readonly openedAt: number;
}

export class ConnectionIndex {
  /** By client port, openings in the order of their events. */
  readonly #openings = new Map<PeerPort, Opening[]>();
  readonly #order: { readonly peer: PeerPort; readonly opening: Opening }[] = [];
  #first = 0;
  #primary: number | undefined;

  add(event: TraceEvent): void {
    if (event.type === 'process.started' && event.role === 'primary') this.#primary ??= event.pid;
    if (event.type === 'connection.opened') this.#remember(event);
    else if (event.type === 'request.started' && this.#isNewsOf(event)) this.#remember(event);
  }

  /** The process whose connection carried this request; undefined where the trace has none. */
  servedBy({ peer, finishedAt }: Pick<LoadOutcome, 'peer' | 'finishedAt'>): Server | undefined {
    if (peer === null) return undefined;
    return this.#openings.get(peer)?.findLast((opening) => opening.openedAt <= finishedAt);
  }

  /** The worker (0: the primary) whose connection carried this request; undefined where the trace has none. */
  workerOf(outcome: Pick<LoadOutcome, 'peer' | 'finishedAt'>): WorkerId | undefined {
    return this.servedBy(outcome)?.worker;
  }

  #remember({ pid, worker, peer, at }: TraceEvent & { readonly peer: PeerPort }): void {
    const isChild = worker === 0 && this.#primary !== undefined && pid !== this.#primary;
    const opening = { pid, worker: isChild ? undefined : worker, openedAt: at };
    const known = this.#openings.get(peer) ?? [];
    known.push(opening);
    if (known.length > REMEMBERED_OPENINGS) known.shift();
    this.#openings.set(peer, known);
    this.#order.push({ peer, opening });
    if (this.#order.length - this.#first > REMEMBERED_CONNECTIONS) this.#forgetOldest();
  }

  /**
   * A program may pass an open connection to another process. Its requests begin where no opening was seen, and the accepting process
   * may not have reported it either: once it is sent, Node no longer knows its port.
   */
  #isNewsOf({ pid, peer }: TraceEvent & { readonly peer: PeerPort }): boolean {
    return this.#openings.get(peer)?.at(-1)?.pid !== pid;
  }

  #forgetOldest(): void {
    const oldest = this.#order[this.#first++];
    if (oldest === undefined) return;
    const openings = this.#openings.get(oldest.peer);
    if (openings?.[0] === oldest.opening) openings.shift();
    if (openings?.length === 0) this.#openings.delete(oldest.peer);
    if (this.#first > REMEMBERED_CONNECTIONS) {
      this.#order.splice(0, this.#first);
      this.#first = 0;
    }
  }
}

/** The answered requests of a load by worker; those without a traced connection are under `undefined`. */
export function answersByWorker(
  outcomes: readonly LoadOutcome[],
  connections: ConnectionIndex,
): ReadonlyMap<WorkerId | undefined, number> {
  const counts = new Map<WorkerId | undefined, number>();
  for (const outcome of outcomes) {
    if (outcome.result.kind !== 'answered') continue;
    const worker = connections.workerOf(outcome);
    counts.set(worker, (counts.get(worker) ?? 0) + 1);
  }
  return counts;
}

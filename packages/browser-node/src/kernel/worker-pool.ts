/** Workers with Node's library already booted, waiting to become a process: they make a fork quick. */
import type { ToProcess } from '../protocol.ts';
import type { Endpoint } from './endpoint.ts';

/** A worker before it is a process. */
export interface PooledWorker {
  readonly worker: Endpoint;
  /** Rejects with the failure when Node's library did not boot in it. */
  readonly ready: Promise<void>;
  /** Ends the worker, booted or not. */
  end(): void;
}

export type WorkerKind = 'process' | 'thread';
export type StartWorker = (kind: WorkerKind) => Endpoint;

export class WorkerPool {
  readonly #start: StartWorker;
  readonly #size: number;
  readonly #waiting: PooledWorker[] = [];
  #booting = 0;

  /** @param size the number of waiting workers; each takes some 8 MB */
  constructor(start: StartWorker, size: number) {
    this.#start = start;
    this.#size = size;
  }

  /** Boots workers up to the pool's size. */
  fill(): void {
    while (this.#waiting.length < this.#size) this.#waiting.push(this.#boot());
  }

  /** Settles when the next worker to be taken has booted; boots one where none waits. */
  get first(): Promise<void> {
    const [first = this.#boot()] = this.#waiting;
    if (this.#waiting.length === 0) this.#waiting.push(first);
    return first.ready;
  }

  /** Others boot only once this one has: the wanted one comes first. */
  take(): PooledWorker {
    const taken = this.#waiting.shift() ?? this.#boot();
    this.#booting++;
    const booted = () => {
      if (--this.#booting === 0) this.fill();
    };
    taken.ready.then(booted, booted);
    return taken;
  }

  /** Nothing boots in it before its start message: a thread boots differently from a process. */
  thread(): PooledWorker {
    return this.#boot('thread');
  }

  #boot(kind: WorkerKind = 'process'): PooledWorker {
    const worker = this.#start(kind);
    let give: (error: Error) => void = () => undefined;
    const ready = new Promise<void>((resolve, reject) => {
      give = reject;
      worker.onmessage = ({ data }: MessageEvent<{ op: string; error?: string }>) => {
        if (data.op === 'ready') resolve();
        else reject(new Error(data.error ?? 'The worker did not boot.'));
      };
      worker.onerror = (event) => reject(new Error(event.message || 'The script of the worker could not be loaded.'));
    });
    // The taker of the worker hears of it.
    ready.catch(() => undefined);
    const end = () => {
      worker.terminate();
      give(new Error('It was ended before it had booted.'));
    };
    return { worker, ready, end };
  }
}

export type Post = (pid: number, message: ToProcess) => void;

/** The operating system of one sandbox: processes (each behind an endpoint), signals, streams, ports and files. No Node runs here. */
import { FileTree, type FileChange } from '../file-tree.ts';
import {
  IGNORED_SIGNALS,
  signalName,
  SIGNALS,
  type Parts,
  type ProcessLimits,
  type ThreadFacts,
  type ToKernel,
  type ToProcess,
} from '../protocol.ts';
import { transferOf } from './endpoint.ts';
import type { KernelProcess, ProgramEvents, StartOptions } from './program.ts';
import { refuseForged } from './refuse-forged.ts';
import { Roll } from './roll.ts';
import { Sockets } from './sockets.ts';
import { Streams } from './streams.ts';
import type { PooledWorker, WorkerPool } from './worker-pool.ts';

interface Entry extends KernelProcess {
  /** Set for a worker thread, which ends with its parent and is a process to nobody else. */
  readonly thread: ThreadFacts | undefined;
  readonly pooled: PooledWorker;
  readonly handledSignals: Set<number>;
  /** Messages that wait for its start; undefined from then on. */
  backlog: ToProcess[] | undefined;
}

/** The kernel's own names for threads, far from all pids, with room for the children that each may start. */
const THREADS = { first: 1_000_000_000, step: 1_000 } as const;

/** Of one sandbox: what our own limits allow stays far below. */
const MOST_WORKERS = 500;

export interface KernelOptions {
  readonly pool: WorkerPool;
  readonly limits: ProcessLimits;
  readonly parts: { readonly current: Parts };
  readonly speaker: string;
  readonly ownFolder: string | undefined;
}

export class Kernel {
  readonly files = new FileTree();
  readonly sockets = new Sockets();
  readonly streams = new Streams((pid, message) => this.#post(pid, message));
  readonly #options: KernelOptions;
  readonly #processes = new Map<number, Entry>();
  readonly #roll = new Roll();
  #nextThread: number = THREADS.first;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.files.folders('/tmp');
  }

  get processes(): readonly KernelProcess[] {
    return [...this.#processes.values()].filter(({ thread }) => thread === undefined);
  }

  /** The process that a thread belongs to; a process is its own. */
  processOf(pid: number): number {
    return this.#processes.get(pid)?.thread?.processId ?? pid;
  }

  isAlive(pid: number): boolean {
    return this.#processes.has(pid);
  }

  start(options: StartOptions, program: ProgramEvents): void {
    const { pid, ppid, descriptors, thread, isDetached = false } = options;
    // A name taken twice would leave the first of them running when all are ended.
    if (this.isAlive(pid)) throw new Error(`There is a process ${pid} already.`);
    if (this.#processes.size >= MOST_WORKERS) throw new Error(`More than ${MOST_WORKERS} processes and threads run.`);
    for (const descriptor of descriptors) {
      if (descriptor.kind !== 'pipe') continue;
      if (this.streams.has(descriptor.end)) this.streams.share(descriptor.end, pid);
      else this.streams.connect(descriptor.end, pid, ppid);
    }
    const entry: Entry = {
      pid,
      ppid,
      program,
      thread,
      startedAt: Math.round(performance.now()),
      pooled: thread === undefined ? this.#options.pool.take() : this.#options.pool.thread(),
      handledSignals: new Set(),
      backlog: [],
    };
    this.#processes.set(pid, entry);
    if (thread === undefined) {
      this.#roll.enter(pid, ppid, isDetached);
      program.onStart(pid);
    }
    entry.pooled.ready.then(
      () => this.#begin(entry, options),
      (error: unknown) => this.#broken(entry, error instanceof Error ? error.message : String(error)),
    );
  }

  #startThread(parent: Entry, message: Extract<ToKernel, { op: 'start-thread' }>): void {
    const pid = this.#nextThread;
    this.#nextThread += THREADS.step;
    const { end } = message.thread;
    this.streams.share(end, pid);
    this.streams.release(parent.pid, end, false);
    this.start({ ...message, pid, ppid: parent.pid }, parent.program);
  }

  /** @param by the process that made the changes itself; none when they come from outside */
  change(changes: readonly FileChange[], by?: number): void {
    for (const change of changes) this.files.apply(change);
    this.#tellAll({ op: 'files', changes }, by);
  }

  /** @returns whether there is such a process */
  kill(pid: number, signal: number): boolean {
    const entry = this.#processes.get(pid);
    if (entry === undefined) return false;
    if (signal !== SIGNALS.SIGKILL && entry.handledSignals.has(signal)) this.#post(pid, { op: 'signal', signal });
    else if (!IGNORED_SIGNALS.includes(signal)) this.#end(entry, 0, signalName(signal));
    return true;
  }

  #begin(entry: Entry, { pid, thread, args, env, cwd, descriptors }: StartOptions): void {
    if (!this.isAlive(pid)) return;
    const owner = this.#processes.get(thread?.processId ?? pid) ?? entry;
    const { worker } = entry.pooled;
    worker.onmessage = ({ data }: MessageEvent<ToKernel>) => this.#hearSafely(entry, data);
    // The process has heard of it already.
    worker.onerror = (event) => event.preventDefault();
    const { speaker, ownFolder } = this.#options;
    const { current: parts } = this.#options.parts;
    const start: ToProcess = {
      ...{ op: 'start', pid, ppid: owner.ppid, args, env, cwd, descriptors, thread },
      firstChildPid: this.#roll.firstChildOf(pid),
      table: this.#roll.table,
      files: this.files.entries(),
      sockets: this.sockets.table,
      limits: this.#limitsFor(entry),
      ...{ parts, speaker, ownFolder },
    };
    const backlog = entry.backlog ?? [];
    entry.backlog = undefined;
    worker.postMessage(start);
    for (const message of backlog) worker.postMessage(message);
    this.#tellProcesses();
  }

  /** A program's processes share one limit of output. */
  #limitsFor({ program }: Entry): ProcessLimits {
    const { outputBytesPerSecond: rate, outputBurstBytes: burst, ...rest } = this.#options.limits;
    const sharers = [...this.#processes.values()].filter((each) => each.program === program).length;
    return { ...rest, outputBytesPerSecond: rate / sharers, outputBurstBytes: burst / sharers };
  }

  /** Code that got round our own may send anything: a senseless message ends the process that sent it, and no other. */
  #hearSafely(entry: Entry, message: ToKernel): void {
    try {
      this.#hear(entry, message);
    } catch (error) {
      this.#broken(entry, error instanceof Error ? error.message : String(error));
    }
  }

  #hear(entry: Entry, message: ToKernel): void {
    const { pid, program } = entry;
    // A worker may have sent a message before its end.
    if (!this.isAlive(pid)) return;
    refuseForged(message);
    switch (message.op) {
      case 'write':
        return program.onOutput(pid, message.stream, message.bytes);
      case 'slowed':
        return program.onSlowed();
      case 'spawn':
        return this.start({ ...message, ppid: pid }, program);
      case 'start-thread':
        return this.#startThread(entry, message);
      case 'stop-thread':
        return this.#endThreads(entry, ({ id }) => id === message.thread);
      case 'pair':
        return this.streams.connect(message.end, pid, pid);
      case 'exit':
        return this.#end(entry, message.code, message.signal);
      case 'kill':
        for (const each of this.#roll.meantBy(message.pid, this.processOf(pid))) this.kill(each, message.signal);
        return;
      case 'handle-signal':
        if (message.isHandled) entry.handledSignals.add(message.signal);
        else entry.handledSignals.delete(message.signal);
        return;
      case 'files':
        return this.change(message.changes, pid);
      case 'listen':
        this.sockets.listen(pid, message.listener, message.socket);
        return this.#tellSockets();
      case 'unlisten':
        if (this.sockets.drop(({ listener }) => listener === message.listener)) this.#tellSockets();
        return;
      case 'send-datagram':
        return this.#sendDatagram(message);
      case 'connect':
        return this.#connect(pid, message);
      case 'data':
        return this.streams.data(pid, message);
      case 'fin':
        return this.streams.fin(message.end);
      case 'open':
        return this.streams.open(pid, message.end);
      case 'detach':
        return this.streams.detach(pid, message.end);
      case 'give-back':
        return this.streams.giveBack(pid, message.end, message.items);
      case 'release':
        return this.streams.release(pid, message.end, message.isReset);
      case 'taken':
        return this.streams.taken(message.end, message.bytes);
      case 'wake':
        return this.#post(pid, message);
      case 'broken':
        return this.#broken(entry, message.error);
      case 'ready':
        return undefined;
      default:
        return message satisfies never;
    }
  }

  #connect(pid: number, message: Extract<ToKernel, { op: 'connect' }>): void {
    const { end, target } = message;
    const match = this.sockets.match(message);
    if (match === undefined) {
      const isMissing = 'path' in target && this.files.get(target.path) === undefined;
      this.#post(pid, { op: 'refused', end, code: isMissing ? 'ENOENT' : 'ECONNREFUSED' });
      return;
    }
    const { acceptor, client, server } = match;
    this.streams.connect(end, pid, acceptor.pid);
    const theirs = `${end.slice(0, -1)}b` as const;
    this.#post(acceptor.pid, { op: 'incoming', listener: acceptor.listener, end: theirs, addresses: server });
    this.#post(pid, { op: 'connected', end, addresses: client });
  }

  #sendDatagram(message: Extract<ToKernel, { op: 'send-datagram' }>): void {
    const receiver = this.sockets.receiver(message);
    if (receiver === undefined) return;
    const { pid, listener, from } = receiver;
    this.#post(pid, { op: 'datagram', listener, from, bytes: message.bytes });
  }

  #broken(entry: Entry, error: string): void {
    if (!this.isAlive(entry.pid)) return;
    entry.program.onBroken(error);
    this.#end(entry, 1, null);
  }

  #end(entry: Entry, code: number, signal: string | null): void {
    const { pid, ppid, program, pooled, thread } = entry;
    if (!this.#processes.delete(pid)) return;
    pooled.end();
    this.#endThreads(entry);
    if (this.sockets.drop((acceptor) => acceptor.pid === pid)) this.#tellSockets();
    this.streams.releaseAll(pid);
    if (thread !== undefined) {
      this.#post(ppid, { op: 'thread-exit', thread: thread.id, code });
      return;
    }
    this.#roll.leave(pid);
    this.#tellProcesses();
    this.#post(ppid, { op: 'child-exit', pid, code, signal });
    program.onEnd(pid, code, signal);
  }

  #endThreads(parent: Entry, isMeant: (thread: ThreadFacts) => boolean = () => true): void {
    for (const entry of [...this.#processes.values()]) {
      if (entry.thread !== undefined && entry.ppid === parent.pid && isMeant(entry.thread)) this.#end(entry, 1, null);
    }
  }

  #tellSockets(): void {
    this.#tellAll({ op: 'sockets', sockets: this.sockets.table });
  }

  #tellProcesses(): void {
    this.#tellAll({ op: 'processes', table: this.#roll.table });
  }

  /** A process that has not started yet gets all changes at its start. */
  #tellAll(message: ToProcess, except?: number): void {
    for (const { pid, backlog, pooled } of this.#processes.values()) {
      if (backlog === undefined && pid !== except) pooled.worker.postMessage(message);
    }
  }

  #post(pid: number, message: ToProcess): void {
    const entry = this.#processes.get(pid);
    if (entry?.backlog === undefined) entry?.pooled.worker.postMessage(message, transferOf(message));
    else entry.backlog.push(message);
  }
}

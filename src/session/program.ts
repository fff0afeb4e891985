/** One start of one learner's program in a sandbox: its text, its trace, its loads and its end. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { LoadFacts, ProgramFacts } from '../core/check/facts.ts';
import type { RunSpec } from '../core/lesson/step-program.ts';
import { joinArguments } from '../core/command-line/arguments.ts';
import type { LoadPlan } from '../core/load/load-plan.schema.ts';
import type { LoadOutcome, TraceEvent, WorkerId } from '../core/trace/event.ts';
import { createSplitter, type Splitter } from '../core/trace/splitter.ts';
import { createStackFrameFilter } from '../core/trace/stack-frames.ts';
import { endTopology } from '../core/trace/reduce-topology.ts';
import { emptyTopology, workerOf, type Topology } from '../core/trace/topology.ts';
import { TraceLog } from '../core/trace/trace-log.ts';
import type { ExitStatus, Sandbox, SandboxProcess, Signal } from '@cluster-lab/sandbox';
import { SandboxError } from '@cluster-lab/sandbox';
import { guestPath } from './guest.ts';
import { inTerminal } from './in-terminal.ts';
import { runLoad, SUBSCRIPTION } from './load.ts';
import { newNonce } from './nonce.ts';
import { Pace } from './pace.ts';
import { TextTail } from './text-tail.ts';
import { inPortions } from './turns.ts';

export interface StartOptions {
  readonly sandbox: Sandbox;
  readonly run: Pick<RunSpec, 'entry' | 'args' | 'env'>;
  /** The name of this start for checks and sentences; default: the entry. */
  readonly name?: string | undefined;
  /** Keeps it on one core; the sandbox must offer `taskset`. */
  readonly pinned?: boolean;
  /** Hears the program's text in the terminal's form. */
  readonly onText: (text: string) => void;
}

/** The target of a learner's or a scenario's signal. */
export type SignalTarget = 'primary' | 'group' | { readonly worker: number };

/** How long a reader waits after a program's end for its last output, in milliseconds. */
const OUTPUT_GRACE_MS = 2_000;

/** The core of a pinned program; every computer has it. */
const ONE_CORE = '0';

export class Program {
  readonly entry: string;
  /** The arguments of `node`, as the terminal shows them. */
  readonly commandLine: string;
  readonly name: string;
  readonly log = new TraceLog();
  /** The pace of this computer in this run. */
  readonly pace: Pace;
  readonly topology: ReadonlySignal<Topology>;
  /** Loads of this run, finished or not, in the order they were sent. */
  readonly loads: ReadonlySignal<readonly LoadFacts[]>;
  /** Names of the loads under way. */
  readonly activeLoads: ReadonlySignal<readonly string[]>;
  /** Settles once the program has ended and its last output is read. */
  readonly ended: Promise<ExitStatus>;
  readonly pid: number;

  readonly #sandbox: Sandbox;
  readonly #process: SandboxProcess;
  readonly #nonce: string;
  readonly #topology = signal<Topology>(emptyTopology);
  readonly #loads = signal<readonly LoadFacts[]>([]);
  readonly #activeLoads = signal<readonly string[]>([]);
  /** Settles when subscriptions may be released. */
  readonly #released = Promise.withResolvers<undefined>();
  readonly #subscriptions: Promise<unknown>[] = [];
  /** The cookies of the one visitor whose loads keep them, as a browser does. */
  #cookies: string | undefined;
  readonly #output = new TextTail();
  /** Loaded with the run: the first window has no need of it. */
  readonly #writers = import('../core/trace/line-writers.ts').then(
    ({ LineWriters }) => new LineWriters(),
    () => undefined,
  );
  readonly #onText: (text: string) => void;
  readonly #stdin: WritableStreamDefaultWriter<string>;
  readonly #activity = signal(0);
  readonly #splitter: Splitter;
  #exit: ExitStatus | null = null;

  private constructor(options: StartOptions, process: SandboxProcess, nonce: string, pace: Pace) {
    this.entry = options.run.entry;
    this.commandLine = joinArguments([options.run.entry, ...options.run.args]);
    this.name = options.name ?? options.run.entry;
    this.activeLoads = this.#activeLoads;
    this.pid = process.pid;
    this.topology = this.#topology;
    this.loads = this.#loads;
    this.#sandbox = options.sandbox;
    this.#process = process;
    this.#nonce = nonce;
    this.pace = pace;
    this.#onText = options.onText;
    this.#stdin = process.input.getWriter();
    this.#splitter = createSplitter({ nonce });
    this.ended = this.#follow();
  }

  /** Spawns the entry under the tracer. The files and the guests must be mounted. @throws {SandboxError} as `Sandbox.spawn` */
  static async start(options: StartOptions): Promise<Program> {
    const nonce = newNonce();
    const { channel } = options.sandbox.capabilities;
    const to = channel === undefined ? '' : `to=${channel}&`;
    const tracer = `--import=${guestPath(options.sandbox.workdir, 'tracer')}?${to}run=${nonce}`;
    const { entry, args, env } = options.run;
    const node = [tracer, entry, ...args];
    const pace = new Pace(options.sandbox.capabilities.parallelism);
    pace.begin();
    const process = await (options.pinned === true
      ? options.sandbox.spawn('taskset', ['-c', ONE_CORE, 'node', ...node], { env })
      : options.sandbox.spawn('node', node, { env }));
    return new Program(options, process, nonce, pace);
  }

  /** The number of events and outputs so far: two equal readings mean that nothing happened between. A signal for effects. */
  get activity(): number {
    return this.#activity.value;
  }

  get exit(): ExitStatus | null {
    return this.#exit;
  }

  /** The parts of the trace that were dropped or refused; all zero in a complete run. */
  get losses(): { readonly dropped: number; readonly foreign: number; readonly malformed: number } {
    const { foreign, malformed } = this.#splitter;
    return { dropped: this.log.dropped, foreign, malformed };
  }

  /** Text output so far, without the trace; its end where it is long. */
  get output(): string {
    return this.#output.text;
  }

  /** The worker that printed a line of the output, from 0 (`0`: the primary); undefined where that is not certain. */
  async writerOf(line: number): Promise<WorkerId | undefined> {
    return (await this.#writers)?.writerOf(line);
  }

  /** The worker that has begun most requests without finishing them; undefined while none is busy. */
  get busyWorker(): number | undefined {
    const busy = this.#topology.value.workers
      .filter(({ state }) => state !== 'exited')
      .map(({ id, requests: { started, finished, aborted } }) => ({ id, open: started - finished - aborted }))
      .filter(({ open }) => open > 0);
    return busy.toSorted((one, other) => other.open - one.open)[0]?.id;
  }

  /** Sends requests to the port that the program listens on, or to `PORT` when none is known. Settles when the last is done. */
  async load(plan: LoadPlan): Promise<LoadFacts> {
    return this.#load(plan);
  }

  /**
   * Opens requests that stay open until `release`. Settles once each has its head or has failed.
   * @returns how many have their head
   */
  async subscribe(plan: Pick<LoadPlan, 'name' | 'requests' | 'path' | 'timeoutMs'>): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const [held, settled] = [new Set<number>(), new Set<number>()];
    const load = this.#load({ ...SUBSCRIPTION, ...plan, connections: plan.requests }, (request, isHeld) => {
      if (isHeld) held.add(request);
      if (settled.add(request).size === plan.requests) resolve(undefined);
    });
    this.#subscriptions.push(load.catch(() => undefined));
    await Promise.race([promise, load]);
    return held.size;
  }

  /** Releases the subscriptions; settles once the outcome of each is among the loads. */
  async release(): Promise<void> {
    this.#released.resolve(undefined);
    await Promise.all(this.#subscriptions);
  }

  /** @param onSettled called for each request that got its head, or its end */
  async #load(plan: LoadPlan, onSettled: (request: number, isHeld: boolean) => void = () => {}): Promise<LoadFacts> {
    const port = plan.port ?? listeningPort(this.#topology.value) ?? this.#sandbox.port;
    const at = this.#loads.value.length;
    const { name, requests, path, connections, keepAlive } = plan;
    const begun: LoadFacts = { name, requests, path, connections, keepAlive, port, outcomes: [] };
    this.#loads.value = [...this.#loads.value, begun];
    // Grows in place: a copy for each portion of a long load would cost more than the load.
    const outcomes: LoadOutcome[] = [];
    const onOutcomes = (added: readonly LoadOutcome[]) => {
      for (const outcome of added) outcomes.push(this.log.rebaseOutcome(outcome));
      this.#loads.value = this.#loads.value.with(at, { ...begun, outcomes });
      for (const { request } of added) onSettled(request, false);
    };
    this.#activeLoads.value = [...this.#activeLoads.value, name];
    try {
      const [sandbox, nonce] = [this.#sandbox, this.#nonce];
      const headers = this.#headersOf(plan);
      const onCookies = (header: string) => (this.#cookies = header);
      const onStarted = () => this.pace.end(`load ${at}`);
      const onHeld = (request: number) => onSettled(request, true);
      const whole = { ...plan, timeoutMs: this.pace.stretch(plan.timeoutMs), headers, port };
      this.pace.begin(`load ${at}`);
      const hears = { onStarted, onOutcomes, onCookies, onHeld };
      await runLoad({ sandbox, plan: whole, nonce, ...hears, released: this.#released.promise });
    } finally {
      this.pace.end(`load ${at}`);
      this.#activeLoads.value = this.#activeLoads.value.filter((each) => each !== name);
    }
    return this.#loads.value[at] ?? begun;
  }

  #headersOf({ cookies, headers }: LoadPlan): Readonly<Record<string, string>> {
    return cookies && this.#cookies !== undefined ? { ...headers, cookie: this.#cookies } : headers;
  }

  /** @throws {SandboxError} `no-such-process` for a worker that is not alive, `unsupported-signal` */
  async signal(signal: Signal, target: SignalTarget): Promise<void> {
    if (target === 'group') return this.#process.kill(signal, 'group');
    if (target === 'primary') return this.#process.kill(signal, this.#topology.value.primary?.pid ?? 'process');
    const worker = workerOf(this.#topology.value, target.worker);
    if (worker === undefined || worker.state === 'exited') {
      throw new SandboxError(
        'no-such-process',
        `Worker ${target.worker} is not alive, so no signal can reach it.`,
        'Pick a worker whose state is not "exited", or press Run for a fresh start.',
      );
    }
    await this.#process.kill(signal, worker.pid);
  }

  async input(text: string): Promise<void> {
    await this.#stdin.write(text);
  }

  resize(size: { readonly columns: number; readonly rows: number }): void {
    this.#process.resize(size);
  }

  /** Ends the whole process group; settles once its last output is read. */
  async stop(): Promise<ExitStatus> {
    this.#released.resolve(undefined);
    await this.#process.stop();
    return this.ended;
  }

  /** The facts of this program so far, for a check. */
  async facts(): Promise<ProgramFacts> {
    const host = this.#exit === null ? await this.#process.inspect().catch(() => undefined) : undefined;
    return {
      entry: this.entry,
      name: this.name,
      pid: this.pid,
      parallelism: this.#sandbox.capabilities.parallelism,
      events: this.log.events,
      exit: this.#exit,
      output: this.#output.text,
      topology: this.#topology.value,
      connections: this.log.connections,
      loads: this.#loads.value,
      host,
      tooSlow: this.pace.isTooSlow,
    };
  }

  async #follow(): Promise<ExitStatus> {
    const reading = this.#read().catch((error: unknown) => this.#endUnread(error));
    const exit = await this.#process.exit;
    await Promise.race([reading, after(this.pace.stretch(OUTPUT_GRACE_MS))]);
    this.pace.end();
    this.#exit = exit;
    this.#topology.value = endTopology(this.#topology.value, exit);
    this.#activity.value++;
    return exit;
  }

  async #read(): Promise<void> {
    const splitter = this.#splitter;
    const filter = createStackFrameFilter();
    for await (const portion of inPortions(this.#process.output)) {
      const { text, events, writes } = splitter.push(portion);
      for (const write of writes) void this.#writers.then((writers) => writers?.expect(write));
      this.#apply(events);
      this.#show(filter.push(text));
    }
    this.#show(filter.push(splitter.end()) + filter.end());
  }

  /** What it prints cannot be read any more, so nothing of it can be shown or judged. */
  async #endUnread(error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    this.#show(inTerminal(`Its output could not be read any further, so the run was ended: ${reason}`));
    await this.#process.stop();
  }

  #apply(events: readonly TraceEvent[]): void {
    if (events.length === 0) return;
    this.pace.hear(events);
    this.log.append(events);
    this.#topology.value = this.log.topology;
    this.#activity.value++;
  }

  #show(text: string): void {
    if (text === '') return;
    this.#output.append(text);
    void this.#writers.then((writers) => writers?.read(text));
    this.#onText(text);
    // Last, so that an effect on it reads the changed state.
    this.#activity.value++;
  }
}

/** A port that a living process listens on; workers come first, as they serve. */
function listeningPort(topology: Topology): number | undefined {
  const processes = [...topology.workers, ...(topology.primary ? [topology.primary] : []), ...topology.children];
  return processes.filter((process) => process.state !== 'exited').flatMap((process) => process.servers)[0]?.port;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

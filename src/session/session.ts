/** One learner in one step: the edited files, the running program, its loads and its checks. No DOM. */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { LoadFacts, ScenarioFacts } from '../core/check/facts.ts';
import type { RunSpec, StepProgram } from '../core/lesson/step-program.ts';
import type { LoadPlan } from '../core/load/load-plan.schema.ts';
import { emptyTopology, type Topology } from '../core/trace/topology.ts';
import type { BootOptions, ExitStatus, FileMap, Signal } from '@cluster-lab/sandbox';
import type { Shelf } from '@cluster-lab/shelf';
import { EngineLease, type Booted, type Takeover } from './engine-lease.ts';
import { explain } from './explain.ts';
import { withGuests, type GuestTexts } from './guest.ts';
import { inTerminal } from './in-terminal.ts';
import type { CheckState } from './judge.ts';
import { Program, type SignalTarget } from './program.ts';
import { isRecording, recordedNotice, RECORDING_ENDS, takesNothing, whyNotJudged } from './recorded-run.ts';
import { RunPackages } from './run-packages.ts';
import { runScenario } from './scenario-runner.ts';
import type { Running, SessionStatus, Variant } from './session-status.ts';
import { untilUp } from './wait.ts';

/** Boots the engine that serves here; injected, so that the session knows no engine. */
export type Boot = (options: BootOptions, signal: AbortSignal) => Promise<Booted>;

/** Differences of a run from the step's own. */
export interface RunChoice extends Partial<Pick<RunSpec, 'entry' | 'args' | 'env'>> {
  readonly variant?: Variant;
}

export interface SessionOptions {
  readonly step: StepProgram;
  /** Called at every run; a page loads the guests when they are first needed. */
  readonly guests: () => Promise<GuestTexts>;
  readonly boot: Boot;
  /** The packages that programs may import; loaded at the first run. Without it a program has its own files alone. */
  readonly shelf?: () => Promise<Shelf>;
}

export class Session {
  readonly step: StepProgram;
  readonly status: ReadonlySignal<SessionStatus>;
  /** The state of the change to a better engine. */
  readonly takeover: ReadonlySignal<Takeover>;
  /** The learner's files; edit with `write`, `reset`. */
  readonly files: ReadonlySignal<FileMap>;
  /** The run on show: the last one started, even after its end. */
  readonly program: ReadonlySignal<Program | null>;
  readonly topology: ReadonlySignal<Topology>;
  readonly loads: ReadonlySignal<readonly LoadFacts[]>;
  /** One state for each of the step's checks, in their order. */
  readonly checks: ReadonlySignal<readonly CheckState[]>;

  /** What programs get of the shelf, and miss. */
  readonly packages: RunPackages;

  readonly #options: SessionOptions;
  readonly #status = signal<SessionStatus>({ kind: 'idle' });
  readonly #files: ReturnType<typeof signal<FileMap>>;
  readonly #program = signal<Program | null>(null);
  readonly #checks: ReturnType<typeof signal<readonly CheckState[]>>;
  readonly #textListeners = new Set<(text: string) => void>();
  readonly #disposal = new AbortController();
  readonly #engine: EngineLease;
  /** Ends the current run or check before the next begins. */
  #current: AbortController | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.step = options.step;
    this.#options = options;
    this.packages = new RunPackages(options.shelf);
    this.#files = signal<FileMap>(options.step.files);
    this.#checks = signal<readonly CheckState[]>(options.step.checks.map(() => ({ kind: 'pending' })));
    this.#engine = new EngineLease({
      boot: (abort) => options.boot({ program: options.step.id }, abort),
      onReady: (booted) => (this.#status.value = { kind: 'ready', booted, lastExit: null }),
      onLost: (error) => this.#fail(error),
    });
    this.status = this.#status;
    this.takeover = this.#engine.takeover;
    this.files = this.#files as ReadonlySignal<FileMap>;
    this.program = this.#program;
    this.topology = computed(() => this.#program.value?.topology.value ?? emptyTopology);
    this.loads = computed(() => this.#program.value?.loads.value ?? []);
    this.checks = this.#checks as ReadonlySignal<readonly CheckState[]>;
  }

  /** Calls the listener with terminal text. @returns its release */
  onText(listener: (text: string) => void): () => void {
    this.#textListeners.add(listener);
    return () => this.#textListeners.delete(listener);
  }

  write(path: string, text: string): void {
    if (this.#files.value?.[path] !== text) this.#files.value = { ...this.#files.value, [path]: text };
  }

  /** Replaces all files at once. */
  replace(files: FileMap): void {
    this.#files.value = files;
  }

  /** Back to the step's starting files. */
  reset(): void {
    this.replace(this.step.files);
  }

  /** Boots ahead of Run, so that Run feels instant. Run reports a failure, and tries again. */
  async prepare(): Promise<void> {
    await this.#engine.get().catch(() => undefined);
  }

  /** Whether a recorded run stands in the engine's place, so that no action of the learner reaches it. */
  get isRecorded(): boolean {
    const status = this.#status.value;
    return (status.kind === 'ready' || status.kind === 'running') && isRecording(status.booted.sandbox);
  }

  /** Starts a fresh run; the current one is stopped first. Failures end up in `status`. */
  run({ variant = 'mine', ...start }: RunChoice = {}): Promise<void> {
    return this.#exclusively(async (abort) => {
      this.#showStart();
      const [booted, guests] = await Promise.all([this.#engine.get(), this.#options.guests()]);
      abort.throwIfAborted();
      if (isRecording(booted.sandbox)) return this.#replay(booted, guests, abort);
      const shown = this.files.value;
      const files = this.#filesOf(variant);
      const { packages, onText } = await this.packages.of(files, this.#say);
      await booted.sandbox.mount({ ...packages, ...withGuests(files, guests) });
      const run = { ...this.step.run, ...start };
      const program = await Program.start({ sandbox: booted.sandbox, run, onText });
      this.#show(program, { booted, variant, checking: false, files: shown });
      abort.addEventListener('abort', () => void program.stop(), { once: true });
      if (abort.aborted) void program.stop();
      void program.ended.then((exit) => this.#ended(program, booted, exit));
    });
  }

  /** Ends the current run or check, the whole process group. */
  async stop(): Promise<void> {
    this.#current?.abort(new DOMException('Stopped by the learner', 'AbortError'));
    await this.#program.value?.stop();
  }

  /** Ends the run and forgets it: nothing of it stays on show. */
  clear(): Promise<void> {
    return this.#exclusively(async () => {
      await this.#program.value?.ended;
      this.#program.value = null;
      const status = this.#status.value;
      if (status.kind === 'ready') this.#status.value = { ...status, lastExit: null };
    });
  }

  /** Ends the run and releases the sandbox: the next Run boots anew, with another engine if another was chosen. */
  async restart(): Promise<void> {
    await this.stop();
    await this.#engine.release();
    if (!this.#disposal.signal.aborted) this.#status.value = { kind: 'idle' };
  }

  /**
   * Sends requests to the running program once it has come up, workers and all: a quick learner gets the same
   * numbers as a patient one. Null when no program runs. @throws {SandboxError}
   */
  async applyLoad(plan: LoadPlan): Promise<LoadFacts | null> {
    if (this.isRecorded) throw takesNothing('requests');
    await this.#queue;
    const program = this.#program.value;
    if (program === null || program.exit !== null) return null;
    await untilUp(program);
    return program.exit === null ? program.load(plan) : null;
  }

  /** @throws {SandboxError} */
  async signal(signal: Signal, target: SignalTarget): Promise<void> {
    if (this.isRecorded) throw takesNothing('signals');
    await this.#program.value?.signal(signal, target);
  }

  async input(text: string): Promise<void> {
    if (this.isRecorded) this.#say(inTerminal(takesNothing('input').message));
    else await this.#program.value?.input(text);
  }

  /** Runs the step's scenario from a fresh start and judges every check by its facts. */
  checkWork(variant: Variant = 'mine'): Promise<void> {
    return this.#exclusively(async (abort) => {
      this.#checks.value = this.step.checks.map(() => ({ kind: 'checking' }));
      try {
        this.#showStart();
        const [booted, guests, { CHECK_ENDS, judge }] = await Promise.all([
          this.#engine.get(),
          this.#options.guests(),
          loadJudge(),
        ]);
        const refusal = whyNotJudged(this.step.needs, booted);
        if (refusal !== undefined) {
          this.#checks.value = this.step.checks.map(() => ({ kind: 'not-judged', ...refusal }));
          return;
        }
        const facts = await this.#drive({ booted, guests, variant, checking: true }, abort);
        this.#checks.value = this.step.checks.map((check) => judge(check, facts));
        // A program that has ended by itself has reported its end.
        if (facts.programs.at(-1)?.exit === null) this.#say(CHECK_ENDS);
      } catch (error) {
        const state: CheckState = abort.aborted
          ? { kind: 'pending' }
          : { kind: 'not-judged', ...explain(error, 'The check') };
        this.#checks.value = this.step.checks.map(() => state);
      }
    });
  }

  /** Ends everything; the session cannot be used afterwards. */
  async dispose(): Promise<void> {
    this.#disposal.abort(new DOMException('The step was left', 'AbortError'));
    this.#current?.abort(this.#disposal.signal.reason);
    await this.#engine.release();
  }

  /** A recording goes on only as its driver repeats its loads, so the scenario drives it, load by load. */
  async #replay(booted: Booted, guests: GuestTexts, abort: AbortSignal): Promise<void> {
    const onProgram = (program: Program) => {
      this.#say(recordedNotice(booted.sandbox));
      abort.addEventListener('abort', () => void program.stop(), { once: true });
    };
    await this.#drive({ booted, guests, variant: 'solution', checking: false, onProgram }, abort);
    this.#say(RECORDING_ENDS);
  }

  async #drive({ booted, guests, variant, checking, onProgram }: Drive, abort: AbortSignal): Promise<ScenarioFacts> {
    const shown = this.files.value;
    const files = this.#filesOf(variant);
    return runScenario({
      ...(await this.packages.of(files, this.#say)),
      ...{ sandbox: booted.sandbox, step: this.step, files, guests },
      onProgram: (program) => {
        this.#show(program, { booted, variant, checking, files: shown });
        onProgram?.(program);
        void program.ended.then((exit) => this.#ended(program, booted, exit));
      },
      abort,
    });
  }

  #filesOf(variant: Variant): FileMap {
    const files = this.#files.value ?? this.step.files;
    return variant === 'mine' ? files : { ...this.step.files, ...this.step.solution };
  }

  readonly #say = (text: string): void => {
    for (const listener of this.#textListeners) listener(text);
  };

  #show(program: Program, run: Omit<Running, 'kind' | 'entry'>): void {
    this.#program.value = program;
    this.#status.value = { kind: 'running', entry: program.entry, ...run };
  }

  #ended(program: Program, booted: Booted, exit: ExitStatus): void {
    // A lost engine has already reported itself.
    if (this.#program.value === program && this.#status.value.kind === 'running') {
      const { checking } = this.#status.value;
      this.#status.value = { kind: 'ready', booted, lastExit: exit, checked: checking };
    }
  }

  #showStart(): void {
    const { kind } = this.#status.value;
    if (kind === 'idle' || kind === 'failed') this.#status.value = { kind: 'booting' };
  }

  #fail(error: unknown): void {
    if (!this.#disposal.signal.aborted) this.#status.value = { kind: 'failed', ...explain(error, 'The run') };
  }

  /** Stops the current work, waits for its end, then does `work`; errors become `failed` unless it was stopped on purpose. */
  #exclusively(work: (abort: AbortSignal) => Promise<void>): Promise<void> {
    const mine = new AbortController();
    this.#current?.abort(new DOMException('A newer run replaces this one', 'AbortError'));
    this.#current = mine;
    const before = this.#queue;
    const done = (async () => {
      await before;
      await this.#program.value?.stop().catch(() => undefined);
      if (mine.signal.aborted || this.#disposal.signal.aborted) return;
      try {
        await work(mine.signal);
      } catch (error) {
        if (!mine.signal.aborted) this.#fail(error);
      }
    })();
    this.#queue = done;
    return done;
  }
}

/** All kinds of checks: more code than a run needs, so it is loaded for the first judgement. */
export const loadJudge = () => import('./judge.ts');

/** A scenario for an engine, and the kind of run that it shows. */
interface Drive {
  readonly booted: Booted;
  readonly guests: GuestTexts;
  readonly variant: Variant;
  readonly checking: boolean;
  readonly onProgram?: (program: Program) => void;
}

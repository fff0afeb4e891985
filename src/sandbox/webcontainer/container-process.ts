/** A program in a WebContainer. The container tells no process id and takes no signal; both come from the course's own guests. */
import type { WebContainerProcess } from '@webcontainer/api';
import { COURSE_NAME } from '../../core/course.ts';
import { createSplitter } from '../../core/trace/splitter.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import { defaultLimits } from '@cluster-lab/sandbox/limits';
import { asNotice, stopSentence } from '@cluster-lab/sandbox/notices';
import { piecesOf } from '@cluster-lab/sandbox/pieces';
import {
  SandboxError,
  type ExitStatus,
  type KillTarget,
  type SandboxProcess,
  type Signal,
  type StopReason,
} from '@cluster-lab/sandbox';

export interface ContainerProcessOptions {
  readonly process: WebContainerProcess;
  /** Marks the reports of this program's preload. */
  readonly nonce: string;
  readonly signals: readonly Signal[];
  /** Signals processes from inside; gives those that took it. */
  readonly signal: (signal: Signal, pids: readonly number[]) => Promise<readonly number[]>;
  /** The container could not end the program: only its own end helps. */
  readonly onStuck: () => void;
}

/** What Node adds to 128 for the exit code of a process that a signal ended (POSIX numbers). */
const NUMBERS: Readonly<Record<Signal, number>> = {
  SIGINT: 2,
  SIGKILL: 9,
  SIGUSR2: 12,
  SIGTERM: 15,
  SIGCONT: 18,
  SIGSTOP: 19,
};

/** A busy process may not hear of its end at all (webcontainer-core issue 1121). */
const STUCK_AFTER_MS = 2_000;
/** The last output may come after the exit. */
const LAST_OUTPUT_MS = 500;
/** What a terminal takes for the end of input: the container's stream has no other. */
const END_OF_INPUT = '\u0004';
/** A program that starts so many within so long is a fork bomb or a restart storm, and the page would freeze. */
const STORM = { starts: 100, seconds: 5 } as const;

export class ContainerProcess implements SandboxProcess {
  readonly input: WritableStream<string>;
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;

  readonly #options: ContainerProcessOptions;
  readonly #pids: number[] = [];
  readonly #starts: number[] = [];
  readonly #sent = new Set<Signal>();
  #output!: ReadableStreamDefaultController<string>;
  #settle!: (status: ExitStatus) => void;
  #announced!: () => void;
  #isOver = false;
  #reason: StopReason | undefined;
  #sinceTouch = 0;

  private constructor(options: ContainerProcessOptions) {
    this.#options = options;
    this.exit = new Promise((resolve) => (this.#settle = resolve));
    this.output = new ReadableStream({ start: (controller) => void (this.#output = controller) });
    const writer = options.process.input.getWriter();
    this.input = new WritableStream({
      write: (text) => {
        this.#sinceTouch = 0;
        return writer.write(text);
      },
      close: () => writer.write(END_OF_INPUT),
    });
  }

  /** Settles once the program has told its process id, or has ended before that. */
  static async follow(options: ContainerProcessOptions): Promise<ContainerProcess> {
    const program = new ContainerProcess(options);
    const announced = new Promise<void>((resolve) => (program.#announced = resolve));
    void program.#follow();
    await Promise.race([announced, program.exit]);
    return program;
  }

  /** 0 for a program that ended before it could tell. */
  get pid(): number {
    return this.#pids[0] ?? 0;
  }

  async kill(signal: Signal = 'SIGTERM', target: KillTarget = 'process'): Promise<void> {
    this.#sinceTouch = 0;
    const pids = target === 'process' ? [this.pid] : target === 'group' ? this.#pids : [target];
    if (this.#isOver || !pids.some((pid) => this.#pids.includes(pid))) throw noSuchProcess();
    if (!this.#options.signals.includes(signal)) {
      throw new SandboxError(
        'unsupported-signal',
        `This container delivers no ${signal}.`,
        'Press Stop to end the run, or choose another engine.',
      );
    }
    this.#sent.add(signal);
    const reached = await this.#options.signal(signal, pids);
    if (reached.length === 0) throw noSuchProcess();
  }

  async stop(reason: StopReason = 'stopped'): Promise<ExitStatus> {
    if (this.#isOver) return this.exit;
    this.#reason ??= reason;
    this.#options.process.kill();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stuck = new Promise<'stuck'>((resolve) => {
      timer = setTimeout(() => resolve('stuck'), STUCK_AFTER_MS);
    });
    if ((await Promise.race([this.exit, stuck])) === 'stuck') this.#options.onStuck();
    clearTimeout(timer);
    await this.#endWorkers();
    return this.exit;
  }

  /** The container is gone, and the program with it. */
  lose(reason: StopReason = 'connection-lost'): void {
    this.#end({ code: null, signal: null, reason: this.#reason ?? reason });
  }

  resize({ columns, rows }: { readonly columns: number; readonly rows: number }): void {
    if (!this.#isOver) this.#options.process.resize({ cols: columns, rows });
  }

  async inspect(): Promise<undefined> {
    return undefined;
  }

  async #follow(): Promise<void> {
    const read = this.#read();
    const code = await this.#options.process.exit;
    await Promise.race([read, new Promise((resolve) => setTimeout(resolve, LAST_OUTPUT_MS))]);
    const signal = [...this.#sent].find((sent) => code === 128 + NUMBERS[sent]) ?? null;
    this.#end({ code: signal === null ? code : null, signal, ...(this.#reason && { reason: this.#reason }) });
  }

  async #read(): Promise<void> {
    const splitter = createSplitter({ nonce: this.#options.nonce });
    for await (const chunk of piecesOf(this.#options.process.output)) {
      const { text, events } = splitter.push(chunk);
      this.#note(events);
      this.#print(text);
      this.#sinceTouch += chunk.length;
      if (this.#sinceTouch > defaultLimits.outputBytes) {
        this.#stopFor('output-limit', stopSentence('output-limit', defaultLimits));
      }
    }
    this.#print(splitter.end());
  }

  #note(events: readonly TraceEvent[]): void {
    for (const { pid } of events) {
      this.#pids.push(pid);
      this.#starts.push(Date.now());
      this.#announced();
    }
    const recent = Date.now() - STORM.seconds * 1_000;
    if (this.#starts.filter((at) => at > recent).length <= STORM.starts) return;
    this.#stopFor(
      'process-limit',
      `this run started more than ${STORM.starts} processes within ${STORM.seconds} seconds, so it was stopped. ` +
        'Fork fewer workers, and wait before each replacement.',
    );
  }

  #stopFor(reason: StopReason, sentence: string): void {
    if (this.#reason !== undefined || this.#isOver) return;
    this.#print(asNotice(sentence, COURSE_NAME));
    void this.stop(reason);
  }

  #print(text: string): void {
    if (text !== '' && !this.#isOver) this.#output.enqueue(text);
  }

  #end(status: ExitStatus): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#output.close();
    this.#settle(status);
  }

  /** Workers leave by themselves when their primary is gone, but for one in an endless loop. */
  async #endWorkers(): Promise<void> {
    const workers = this.#pids.slice(1);
    if (workers.length > 0 && this.#options.signals.includes('SIGKILL')) await this.#options.signal('SIGKILL', workers);
  }
}

function noSuchProcess(): SandboxError {
  return new SandboxError('no-such-process', 'No such process of this run is alive.', 'Press Run for a fresh start.');
}

/** One program of a sandbox: its first process with all later ones, its output, its limits and its end. */
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import { asNotice } from '@cluster-lab/sandbox/notices';
import {
  SandboxError,
  type ExitStatus,
  type KillTarget,
  type SandboxProcess,
  type Signal,
  type StopReason,
} from '@cluster-lab/sandbox';
import type { Settings } from '../options.ts';
import { DELIVERED_SIGNALS, SIGNALS, type EndId } from '../protocol.ts';
import type { Kernel } from './kernel.ts';
import type { ProgramEvents } from './program.ts';
import { KERNEL } from './streams.ts';

export interface BrowserProcessOptions {
  readonly kernel: Kernel;
  readonly pid: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly settings: Settings;
}

/** A program gets this long to end by itself after SIGTERM. */
const GRACE_MS = 500;
/** Workers of an ended primary leave by themselves when their channel closes; after this long they are ended. */
const ORPHANS_MS = 1_000;

export class BrowserProcess implements SandboxProcess, ProgramEvents {
  readonly pid: number;
  readonly input: WritableStream<string>;
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;

  readonly #kernel: Kernel;
  readonly #settings: Settings;
  readonly #members = new Set<number>();
  /** A character may be split between two writes of one process. */
  readonly #decoders = new Map<string, TextDecoder>();
  #output!: ReadableStreamDefaultController<string>;
  #settle!: (status: ExitStatus) => void;
  #status: ExitStatus | undefined;
  #isOver = false;
  #reason: StopReason | undefined;
  #hasSlowed = false;
  #sinceTouch = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #kill: ReturnType<typeof setTimeout> | undefined;

  constructor({ kernel, pid, args, env, cwd, settings }: BrowserProcessOptions) {
    this.pid = pid;
    this.#settings = settings;
    this.#kernel = kernel;
    this.exit = new Promise((resolve) => (this.#settle = resolve));
    this.output = new ReadableStream({ start: (controller) => void (this.#output = controller) });
    const stdin: EndId = `${pid}.stdina`;
    this.input = new WritableStream({
      write: (text) => {
        this.touch();
        kernel.streams.data(KERNEL, { op: 'data', end: `${pid}.stdinb`, bytes: new TextEncoder().encode(text) });
      },
      close: () => kernel.streams.fin(`${pid}.stdinb`),
    });
    this.touch();
    const descriptors = [
      { fd: 0, kind: 'pipe', end: stdin, isIpc: false },
      { fd: 1, kind: 'terminal', stream: 1 },
      { fd: 2, kind: 'terminal', stream: 2 },
    ] as const;
    kernel.start({ pid, ppid: KERNEL, args, env, cwd, descriptors }, this);
  }

  /** Counts a use of the program: the limits on idleness and on output start anew. */
  touch(): void {
    this.#sinceTouch = 0;
    clearTimeout(this.#idle);
    if (!this.#isOver)
      this.#idle = setTimeout(
        () => this.#stopFor('idle-limit', this.#settings.messages.idleLimit),
        this.#settings.limits.idleMs,
      );
  }

  async kill(signal: Signal = 'SIGTERM', target: KillTarget = 'process'): Promise<void> {
    this.touch();
    const pids = target === 'group' ? [...this.#members] : [target === 'process' ? this.pid : target];
    if (!pids.some((pid) => this.#members.has(pid))) {
      throw new SandboxError(
        'no-such-process',
        `Process ${pids[0] ?? this.pid} is not a living process of this run.`,
        this.#settings.messages.noSuchProcess,
      );
    }
    if (!DELIVERED_SIGNALS.includes(signal)) {
      throw new SandboxError(
        'unsupported-signal',
        `A browser cannot pause a process, so In-browser Node delivers no ${signal}.`,
        this.#settings.messages.unsupportedSignal,
      );
    }
    for (const pid of pids) this.#kernel.kill(pid, SIGNALS[signal]);
  }

  async stop(reason: StopReason = 'stopped'): Promise<ExitStatus> {
    if (this.#isOver) return this.exit;
    this.#reason ??= reason;
    this.#signalAll(SIGNALS.SIGTERM);
    this.#endAfter(GRACE_MS);
    return this.exit;
  }

  /** Ends all processes at once. */
  end(reason: StopReason): void {
    this.#reason ??= reason;
    this.#signalAll(SIGNALS.SIGKILL);
  }

  /** Standard output is a pipe here, and pipes have no size. */
  resize(): void {}

  async inspect(): Promise<HostFacts> {
    const members = this.#kernel.processes.filter(({ pid }) => this.#members.has(pid));
    const isMember = (pid: number) => this.#members.has(pid);
    return {
      processes: members.map(({ pid, ppid: parent, startedAt }) => ({ pid, parent, startedAt })),
      listeners: this.#kernel.sockets
        .holders((pid) => this.#kernel.isAlive(pid))
        .map(({ socket, heldBy }) => ({
          socket,
          heldBy: [...new Set(heldBy.map((pid) => this.#kernel.processOf(pid)))],
        }))
        .filter(
          ({ socket, heldBy }) => socket.path === undefined && socket.isDatagram !== true && heldBy.some(isMember),
        )
        .map(({ socket, heldBy }) => ({ port: socket.port, socket: socket.id, heldBy })),
    };
  }

  onStart(pid: number): void {
    this.#members.add(pid);
  }

  onOutput(pid: number, stream: number, bytes: Uint8Array): void {
    const decoder = this.#decoders.get(`${pid}.${stream}`) ?? new TextDecoder();
    this.#decoders.set(`${pid}.${stream}`, decoder);
    this.#print(decoder.decode(bytes, { stream: true }));
    this.#sinceTouch += bytes.length;
    if (this.#sinceTouch > this.#settings.limits.outputBytes)
      this.#stopFor('output-limit', this.#settings.messages.outputLimit);
  }

  onSlowed(): void {
    if (this.#hasSlowed) return;
    this.#hasSlowed = true;
    this.#say(this.#settings.messages.slowed);
  }

  onBroken(error: string): void {
    this.#say(`In-browser Node itself broke, which is a fault of ours: ${error}`);
  }

  onEnd(pid: number, code: number, signal: string | null): void {
    this.#members.delete(pid);
    if (pid === this.pid) {
      this.#status = { code: signal === null ? code : null, signal };
      if (this.#reason === undefined) this.#endAfter(ORPHANS_MS);
    }
    if (this.#members.size > 0 || this.#status === undefined) return;
    this.#isOver = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#kill);
    for (const decoder of this.#decoders.values()) this.#output.enqueue(decoder.decode());
    this.#output.close();
    this.#settle({ ...this.#status, ...(this.#reason !== undefined && { reason: this.#reason }) });
  }

  #signalAll(signal: number): void {
    for (const pid of [...this.#members]) this.#kernel.kill(pid, signal);
  }

  #endAfter(ms: number): void {
    clearTimeout(this.#kill);
    this.#kill = this.#isOver ? undefined : setTimeout(() => this.#signalAll(SIGNALS.SIGKILL), ms);
  }

  #stopFor(reason: StopReason, sentence: string): void {
    if (this.#reason !== undefined || this.#isOver) return;
    this.#say(sentence);
    void this.stop(reason);
  }

  #say(sentence: string): void {
    this.#print(asNotice(sentence, this.#settings.messages.speaker));
  }

  #print(text: string): void {
    if (text !== '' && !this.#isOver) this.#output.enqueue(text);
  }
}

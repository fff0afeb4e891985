/** A process of a recorded run: prints what it printed then, and lets a driver do to it what was done then and nothing else. */
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import { SandboxError, type ExitStatus, type KillTarget, type SandboxProcess, type Signal } from '@cluster-lab/sandbox';
import type { Action } from './cast.ts';
import type { Playback } from './playback.ts';

export class RecordedProcess implements SandboxProcess {
  readonly pid: number;
  readonly input: WritableStream<string>;
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;

  readonly #number: number;
  readonly #playback: Playback;
  #output!: ReadableStreamDefaultController<string>;
  #exited!: (status: ExitStatus) => void;
  #isOver = false;

  constructor({ pid, process }: Extract<Action, { do: 'spawn' }>, playback: Playback) {
    this.pid = pid;
    this.#number = process;
    this.#playback = playback;
    this.exit = new Promise((resolve) => (this.#exited = resolve));
    this.output = new ReadableStream<string>({ start: (controller) => void (this.#output = controller) });
    this.input = new WritableStream({
      write: async (text) => this.#repeat('input', (action) => this.#isMine(action) && action.text === text),
      close: async () => this.#repeat('end-input', (action) => this.#isMine(action)),
    });
  }

  push(text: string): void {
    if (!this.#isOver) this.#output.enqueue(text);
  }

  end(status: ExitStatus): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#output.close();
    this.#exited(status);
  }

  async kill(signal: Signal = 'SIGTERM', target: KillTarget = 'process'): Promise<void> {
    await this.#repeat(
      'kill',
      (action) => this.#isMine(action) && action.signal === signal && action.target === target,
    );
  }

  /** At the end of the recorded scenario its own stop follows; at any other time the recording is cut short. */
  async stop(): Promise<ExitStatus> {
    if (!this.#isOver && this.#playback.isStopDue(this.#number)) {
      this.#playback.claim('stop', (action) => this.#isMine(action))?.reached.catch(() => undefined);
    } else if (!this.#isOver) this.#playback.end({ code: null, signal: 'SIGTERM', reason: 'stopped' });
    return this.exit;
  }

  /** A recording has the size in which it was made. */
  resize(): void {}

  async inspect(): Promise<HostFacts | undefined> {
    const claim = this.#playback.claim('inspect', (action) => this.#isMine(action));
    await claim?.reached;
    return claim?.action.facts ?? undefined;
  }

  #isMine({ process }: { readonly process: number }): boolean {
    return process === this.#number;
  }

  /** @throws {SandboxError} `recorded` for what was not done then */
  async #repeat<Do extends 'input' | 'end-input' | 'kill'>(
    what: Do,
    isSame: (action: Extract<Action, { do: Do }>) => boolean,
  ): Promise<void> {
    const claim = this.#playback.claim(what, isSame);
    if (claim === undefined) throw onlyRecorded();
    await claim.reached;
  }
}

export function onlyRecorded(): SandboxError {
  return new SandboxError(
    'recorded',
    'This is a recording, so what you send does not reach it.',
    'Leave the recording to try it yourself, or run the step at home.',
  );
}

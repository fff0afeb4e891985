/** The page's side of a program in a remote sandbox: web streams over the sandbox's connection. */
import type { HostFacts } from '../host-facts.ts';
import {
  SandboxError,
  type ExitStatus,
  type KillTarget,
  type SandboxErrorCode,
  type SandboxProcess,
  type Signal,
} from '../sandbox.ts';
import type { ClientNotice } from './protocol.ts';
import type { Ask } from './remote-sandbox.ts';

export interface RemoteProcessOptions {
  readonly program: number;
  readonly pid: number;
  readonly ask: Ask;
  readonly tell: (notice: ClientNotice) => void;
}

export class RemoteProcess implements SandboxProcess {
  readonly pid: number;
  readonly input: WritableStream<string>;
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;

  readonly #options: RemoteProcessOptions;
  /** Bytes of each chunk that waits in `output`, oldest first; the host sends no more than its window without an answer. */
  readonly #waiting: number[] = [];
  #output!: ReadableStreamDefaultController<string>;
  #exited!: (status: ExitStatus) => void;

  constructor(options: RemoteProcessOptions) {
    this.#options = options;
    const { program, tell } = options;
    this.pid = options.pid;
    this.exit = new Promise((resolve) => (this.#exited = resolve));
    this.input = new WritableStream({
      write: (text) => tell({ do: 'input', program, text }),
      close: () => tell({ do: 'end-input', program }),
    });
    this.output = new ReadableStream<string>(
      {
        start: (controller) => void (this.#output = controller),
        // Called when the reader has taken every chunk, so all count as read.
        pull: () => this.#acknowledge(),
      },
      { highWaterMark: 1 },
    );
  }

  /** Adds output. @param bytes the room that reading it frees in the host's window */
  push(text: string, bytes: number): void {
    this.#waiting.push(bytes);
    if (text !== '') this.#output.enqueue(text);
    else this.#acknowledge();
  }

  /** Ends the output: no byte follows. */
  end(status: ExitStatus): void {
    this.#output.close();
    this.#exited(status);
  }

  async kill(signal: Signal = 'SIGTERM', target: KillTarget = 'process'): Promise<void> {
    await this.#options.ask('kill', { program: this.#options.program, signal, target });
  }

  async stop(): Promise<ExitStatus> {
    await this.#options.ask('stop', { program: this.#options.program }).catch(ignoreClosed);
    return this.exit;
  }

  /** Pipes have no size. */
  resize(): void {}

  async inspect(): Promise<HostFacts | undefined> {
    return (await this.#options.ask('inspect', { program: this.#options.program })) ?? undefined;
  }

  #acknowledge(): void {
    const bytes = this.#waiting.splice(0).reduce((sum, size) => sum + size, 0);
    if (bytes > 0) this.#options.tell({ do: 'consumed', program: this.#options.program, bytes });
  }
}

const ENDED: readonly SandboxErrorCode[] = ['disposed', 'connection-lost'];

/** A sandbox that is gone has already ended its programs. */
function ignoreClosed(error: unknown): void {
  if (error instanceof SandboxError && ENDED.includes(error.code)) return;
  throw error;
}

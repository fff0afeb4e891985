/** A program of a local sandbox as the page sees it: web streams over the sandbox's socket. */
import type { HostFacts } from '../../core/check/facts.ts';
import { SandboxError, type ExitStatus, type KillTarget, type SandboxProcess, type Signal } from '../sandbox.ts';
import type { Ask } from './local-sandbox.ts';
import type { ClientMessage, ClientRequest } from './protocol.schema.ts';

export interface LocalProcessOptions {
  readonly program: number;
  readonly pid: number;
  readonly ask: Ask;
  readonly tell: (message: Exclude<ClientMessage, ClientRequest>) => void;
}

export class LocalProcess implements SandboxProcess {
  readonly pid: number;
  readonly input: WritableStream<string>;
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;

  readonly #options: LocalProcessOptions;
  readonly #decoder = new TextDecoder();
  /** Bytes of each chunk that waits in `output`, oldest first; the host sends no more than its window without an answer. */
  readonly #waiting: number[] = [];
  #output!: ReadableStreamDefaultController<string>;
  #exited!: (status: ExitStatus) => void;

  constructor(options: LocalProcessOptions) {
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
        // Called when the reader has taken everything, so all of it counts as read.
        pull: () => this.#acknowledge(),
      },
      { highWaterMark: 1 },
    );
  }

  /** Output bytes as they arrive; a character may be split between two chunks. */
  push(bytes: Uint8Array): void {
    this.#waiting.push(bytes.length);
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text !== '') this.#output.enqueue(text);
    else this.#acknowledge();
  }

  /** The program is over: no byte follows. */
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

/** A closed sandbox has ended its programs already. */
function ignoreClosed(error: unknown): void {
  if (error instanceof SandboxError && (error.code === 'disposed' || error.code === 'connection-lost')) return;
  throw error;
}

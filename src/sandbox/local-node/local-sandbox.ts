/** A sandbox on this computer as the page sees it: requests and output over one WebSocket. */
import { SandboxError, type Capabilities, type FileMap, type Sandbox, type SpawnOptions } from '../sandbox.ts';
import { LocalProcess } from './local-process.ts';
import {
  LARGEST_MESSAGE_BYTES,
  OUTPUT_HEADER_BYTES,
  type Answers,
  type HostMessage,
  type ReadyMessage,
} from './protocol.ts';
import type { ClientMessage, ClientRequest } from './protocol.schema.ts';

type RequestBody<Do extends ClientRequest['do']> = Omit<Extract<ClientRequest, { do: Do }>, 'id' | 'do'>;

/** Asks the host for one thing and gives its answer. @throws {SandboxError} the host's, or `connection-lost` */
export type Ask = <Do extends ClientRequest['do']>(what: Do, body: RequestBody<Do>) => Promise<Answers[Do]>;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: SandboxError) => void;
}

export class LocalSandbox implements Sandbox {
  readonly capabilities: Capabilities;
  readonly nodeVersion: string;
  readonly workdir: string;
  readonly port: number;
  readonly lost: Promise<SandboxError>;

  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #processes = new Map<number, LocalProcess>();
  #asked = 0;
  #end: SandboxError | undefined;

  constructor(socket: WebSocket, ready: ReadyMessage) {
    this.#socket = socket;
    this.capabilities = ready.capabilities;
    this.nodeVersion = ready.nodeVersion;
    this.workdir = ready.workdir;
    this.port = ready.port;
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') this.#receive(JSON.parse(data) as HostMessage);
      else this.#receiveOutput(data);
    });
    this.lost = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        const isLost = this.#end === undefined;
        this.#close(connectionLost());
        if (isLost) resolve(connectionLost());
      });
    });
  }

  async mount(files: FileMap): Promise<void> {
    await this.#ask('mount', { files });
  }

  async readFile(path: string): Promise<string> {
    return this.#ask('read', { path });
  }

  async writeFile(path: string, text: string): Promise<void> {
    await this.#ask('write', { path, text });
  }

  async spawn(command: string, args: readonly string[], { env = {} }: SpawnOptions = {}): Promise<LocalProcess> {
    const { program, pid } = await this.#ask('spawn', { command, args: [...args], env });
    return this.#processes.get(program) ?? this.#follow(program, pid);
  }

  async dispose(): Promise<void> {
    this.#close(new SandboxError('disposed', 'This sandbox was closed.', 'Press Run to open a new one.'));
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    const closed = new Promise((resolve) => this.#socket.addEventListener('close', resolve, { once: true }));
    this.#socket.close();
    await closed;
  }

  readonly #ask: Ask = (what, body) => {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const id = ++this.#asked;
    const text = JSON.stringify({ do: what, id, ...body });
    if (text.length > LARGEST_MESSAGE_BYTES / 2) return Promise.reject(tooLarge(text.length));
    this.#socket.send(text);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  };

  readonly #tell = (message: Exclude<ClientMessage, ClientRequest>): void => {
    if (this.#end === undefined) this.#socket.send(JSON.stringify(message));
  };

  #follow(program: number, pid: number): LocalProcess {
    const process = new LocalProcess({ program, pid, ask: this.#ask, tell: this.#tell });
    this.#processes.set(program, process);
    return process;
  }

  #receive(message: HostMessage): void {
    if (message.type === 'exit') {
      this.#processes.get(message.program)?.end(message.status);
      this.#processes.delete(message.program);
    } else if (message.type === 'answer' || message.type === 'error') {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === 'error') waiting?.reject(new SandboxError(message.code, message.message, message.hint));
      else {
        // Its output may follow in the same moment, before the one who asked is told.
        if (isSpawned(message.value)) this.#follow(message.value.program, message.value.pid);
        waiting?.resolve(message.value as never);
      }
    }
  }

  #receiveOutput(data: ArrayBuffer): void {
    const program = new DataView(data).getUint32(0);
    this.#processes.get(program)?.push(new Uint8Array(data, OUTPUT_HEADER_BYTES));
  }

  #close(error: SandboxError): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    for (const process of this.#processes.values())
      process.end({ code: null, signal: null, reason: 'connection-lost' });
    this.#waiting.clear();
    this.#processes.clear();
  }
}

function isSpawned(value: Answers[keyof Answers]): value is Answers['spawn'] {
  return typeof value === 'object' && value !== null && 'program' in value;
}

function connectionLost(): SandboxError {
  return new SandboxError(
    'connection-lost',
    'The connection to Node on this computer was lost; what ran there was ended.',
    'Is "npm start" still running? Start it again and press Run. Your code is kept.',
  );
}

function tooLarge(characters: number): SandboxError {
  return new SandboxError(
    'file-too-large',
    `${Math.round(characters / 1_000_000)} MB are more than a sandbox takes at once.`,
    'Take only the files that the program needs.',
  );
}

/** The page's side of a sandbox that lives elsewhere: requests, answers and output over one connection. */
import { SandboxError, type Capabilities, type FileMap, type Sandbox, type SpawnOptions } from '../sandbox.ts';
import type { Answers, ClientMessage, ClientNotice, ClientRequest, HostMessage } from './protocol.ts';
import { readAnswer, readHostMessage } from './read-message.ts';
import { RemoteProcess } from './remote-process.ts';

type RequestBody<Do extends ClientRequest['do']> = Omit<Extract<ClientRequest, { do: Do }>, 'id' | 'do'>;

/** Sends one request and returns its answer. @throws {SandboxError} the host's error, or the reason of the sandbox's end */
export type Ask = <Do extends ClientRequest['do']>(what: Do, body: RequestBody<Do>) => Promise<Answers[Do]>;

/** The carrier of the messages. */
export interface Connection {
  /** @throws {SandboxError} for a message that it cannot carry */
  send(message: ClientMessage): void;
  /** Reports each message in order, and once the loss of the connection. Called once. */
  listen(onMessage: (message: unknown) => void, onLost: (error: SandboxError) => void): void;
  /** Settles when the other side has closed too. */
  close(): Promise<void>;
  /** Ends the other side, which is no longer trusted. */
  abandon(error: SandboxError): void;
}

/** The facts of a sandbox from its boot on. */
export interface SandboxFacts {
  readonly nodeVersion: string;
  readonly workdir: string;
  readonly port: number;
  readonly capabilities: Capabilities;
}

interface Waiting {
  readonly what: ClientRequest['do'];
  readonly resolve: (value: never) => void;
  readonly reject: (error: SandboxError) => void;
}

export class RemoteSandbox implements Sandbox {
  readonly capabilities: Capabilities;
  readonly nodeVersion: string;
  readonly workdir: string;
  readonly port: number;
  readonly lost: Promise<SandboxError>;

  readonly #connection: Connection;
  readonly #waiting = new Map<number, Waiting>();
  readonly #processes = new Map<number, RemoteProcess>();
  #asked = 0;
  #end: SandboxError | undefined;
  #lose!: (error: SandboxError) => void;

  constructor(connection: Connection, { capabilities, nodeVersion, workdir, port }: SandboxFacts) {
    this.#connection = connection;
    this.capabilities = capabilities;
    this.nodeVersion = nodeVersion;
    this.workdir = workdir;
    this.port = port;
    this.lost = new Promise((resolve) => (this.#lose = resolve));
    connection.listen(
      (message) => this.#receive(message),
      (error) => this.#fail(error),
    );
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

  async spawn(command: string, args: readonly string[], { env = {} }: SpawnOptions = {}): Promise<RemoteProcess> {
    const { program, pid } = await this.#ask('spawn', { command, args: [...args], env });
    return this.#processes.get(program) ?? this.#follow(program, pid);
  }

  async dispose(): Promise<void> {
    this.#close(
      new SandboxError('disposed', 'This sandbox was closed.', 'Start the program again: that opens a new one.'),
    );
    await this.#connection.close();
  }

  readonly #ask: Ask = async (what, body) => {
    if (this.#end !== undefined) throw this.#end;
    const id = ++this.#asked;
    this.#connection.send({ do: what, id, ...body } as unknown as ClientRequest);
    return new Promise((resolve, reject) => this.#waiting.set(id, { what, resolve, reject }));
  };

  readonly #tell = (notice: ClientNotice): void => {
    if (this.#end === undefined) this.#connection.send(notice);
  };

  #follow(program: number, pid: number): RemoteProcess {
    const process = new RemoteProcess({ program, pid, ask: this.#ask, tell: this.#tell });
    this.#processes.set(program, process);
    return process;
  }

  #receive(data: unknown): void {
    if (this.#end !== undefined) return;
    const message = readHostMessage(data);
    if (message !== undefined && this.#take(message)) return;
    const error = notUnderstood();
    this.#fail(error);
    this.#connection.abandon(error);
  }

  /** @returns false for a message that makes no sense here */
  #take(message: HostMessage): boolean {
    switch (message.type) {
      case 'output':
        this.#processes.get(message.program)?.push(message.text, message.bytes);
        return true;
      case 'exit':
        this.#processes.get(message.program)?.end(message.status);
        this.#processes.delete(message.program);
        return true;
      case 'error':
        this.#answered(message.id)?.reject(new SandboxError(message.code, message.message, message.hint));
        return true;
      case 'answer':
        return this.#takeAnswer(message);
      default:
        return message satisfies never;
    }
  }

  #takeAnswer({ id, value }: Extract<HostMessage, { type: 'answer' }>): boolean {
    const waiting = this.#answered(id);
    if (waiting === undefined) return true;
    const answer = readAnswer[waiting.what](value);
    if (answer === undefined) {
      waiting.reject(notUnderstood());
      return false;
    }
    // Output may follow at once, before the caller has the answer.
    if (typeof answer === 'object' && answer !== null && 'program' in answer) this.#follow(answer.program, answer.pid);
    waiting.resolve(answer as never);
    return true;
  }

  #answered(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #fail(error: SandboxError): void {
    if (this.#end !== undefined) return;
    this.#close(error);
    this.#lose(error);
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

function notUnderstood(): SandboxError {
  return new SandboxError(
    'connection-lost',
    'The sandbox said something that this page does not understand, so the program was ended.',
    'Start the program again.',
  );
}

/** One sandbox on this computer: answers what its page asks, over the socket that it lives and dies with. */
import type { Need } from '../../../core/lesson/needs.ts';
import { CHANNEL, SandboxError, type ExitStatus } from '@cluster-lab/sandbox';
import type { Answers, ClientMessage, ClientNotice, ClientRequest } from '@cluster-lab/sandbox/remote/protocol';
import type { LocalHostMessage, ReadyMessage } from '../protocol.ts';
import { freePort } from './free-port.ts';
import { HostedProgram } from './hosted-program.ts';
import { guardFiles } from './guard-files.ts';
import { launch } from './launch.ts';
import type { Limits } from '@cluster-lab/sandbox/limits';
import { refuseOneMore } from '@cluster-lab/sandbox/programs';
import { canInspect } from './process-table.ts';
import type { Reaper } from './reaper.ts';
import { Workspace } from './workspace.ts';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';

export interface HostedSandboxOptions {
  readonly grants: readonly string[];
  readonly limits: Limits;
  readonly reaper: Reaper;
  /** What this computer gives to steps that need it. */
  readonly offered: readonly Need[];
  /** Where its page asked. */
  readonly hostPort: number;
  readonly send: (message: LocalHostMessage) => void;
  readonly sendOutput: (program: number, bytes: Buffer) => void;
}

export class HostedSandbox {
  readonly #options: HostedSandboxOptions;
  readonly #workspace: Workspace;
  readonly #port: number;
  readonly #releaseFolder: () => void;
  readonly #programs = new Map<number, HostedProgram>();
  #started = 0;
  /** Programs that are asked for and do not run yet. */
  #starting = 0;
  #isDisposed = false;

  private constructor(options: HostedSandboxOptions, workspace: Workspace, port: number) {
    this.#options = options;
    this.#workspace = workspace;
    this.#port = port;
    this.#releaseFolder = options.reaper.watchFolder(workspace.root);
  }

  static async create(options: HostedSandboxOptions): Promise<HostedSandbox> {
    const [workspace, port] = await Promise.all([Workspace.create(guardFiles()), freePort()]);
    return new HostedSandbox(options, workspace, port);
  }

  get ready(): ReadyMessage {
    return {
      type: 'ready',
      nodeVersion: process.version,
      workdir: this.#workspace.folder,
      port: this.#port,
      capabilities: {
        signals:
          process.platform === 'win32'
            ? ['SIGKILL']
            : ['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGUSR2', 'SIGSTOP', 'SIGCONT'],
        parallelism: availableParallelism(),
        handlePassing: true,
        editable: true,
        network: true,
        inspection: canInspect,
        needs: this.#options.offered,
        channel: CHANNEL,
      },
    };
  }

  /** Never throws: what goes wrong is told to the page. */
  async handle(message: ClientMessage): Promise<void> {
    if (!('id' in message)) {
      this.#notice(message);
      return;
    }
    const { send } = this.#options;
    try {
      send({ type: 'answer', id: message.id, value: await this.#answer(message) });
    } catch (error) {
      const { code, message: text, hint } = asSandboxError(error);
      send({ type: 'error', id: message.id, code, message: text, hint });
    }
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await Promise.all([...this.#programs.values()].map((program) => program.stop('connection-lost')));
    await this.#workspace.remove();
    this.#releaseFolder();
  }

  async #answer(request: ClientRequest): Promise<Answers[keyof Answers]> {
    switch (request.do) {
      case 'mount':
        await this.#workspace.mount(request.files);
        return null;
      case 'read':
        return this.#workspace.readFile(request.path);
      case 'write':
        await this.#workspace.writeFile(request.path, request.text);
        return null;
      case 'spawn':
        return this.#spawn(request);
      case 'kill':
        await this.#program(request.program).kill(request.signal, request.target);
        return null;
      case 'stop':
        await this.#programs.get(request.program)?.stop();
        return null;
      case 'inspect':
        return (await this.#program(request.program).inspect()) ?? null;
      default:
        return request satisfies never;
    }
  }

  #notice(message: ClientNotice): void {
    // What is said to a program that ended a moment ago is no error.
    const program = this.#programs.get(message.program);
    if (message.do === 'input') program?.input(message.text);
    else if (message.do === 'end-input') program?.endInput();
    else program?.consumed(message.bytes);
  }

  async #spawn({ command, args, env }: Extract<ClientRequest, { do: 'spawn' }>): Promise<Answers['spawn']> {
    refuseOneMore(this.#programs.size + this.#starting);
    // A load or a second program is something done with those that run.
    for (const program of this.#programs.values()) program.touch();
    const { grants, limits, reaper, hostPort, send, sendOutput } = this.#options;
    const number = ++this.#started;
    const { folder, guardFolder, outletFolder } = this.#workspace;
    const mark = randomBytes(16).toString('hex');
    const start = async () => {
      const folders = { folder, guardFolder, outletFolder, startsFolder: await this.#workspace.startsFolder(number) };
      const launched = await launch({
        ...folders,
        port: this.#port,
        command,
        args,
        env,
        grants,
        limits,
        mark,
        hostPort,
      });
      const { pid } = launched.child;
      const release = pid === undefined ? undefined : reaper.watchRun({ group: pid, mark });
      const onOutput = (bytes: Buffer) => sendOutput(number, bytes);
      return { program: await HostedProgram.start({ ...launched, mark, limits, onOutput }), release };
    };
    this.#starting++;
    const { program, release } = await start().finally(() => this.#starting--);
    this.#programs.set(number, program);
    void program.ended.then((status: ExitStatus) => {
      release?.();
      this.#programs.delete(number);
      send({ type: 'exit', program: number, status });
    });
    if (this.#isDisposed) void program.stop('connection-lost');
    return { program: number, pid: program.pid };
  }

  #program(number: number): HostedProgram {
    const program = this.#programs.get(number);
    if (program !== undefined) return program;
    throw new SandboxError('no-such-process', 'This run has ended.', 'Press Run for a fresh start.');
  }
}

/** What is not a sentence yet is a defect of ours, or the system's: a full disk, say. */
export function asSandboxError(error: unknown): SandboxError {
  if (error instanceof SandboxError) return error;
  const hint = `The system says: ${error instanceof Error ? error.message : String(error)}`;
  return new SandboxError('internal', 'The sandbox could not do that.', hint, { cause: error });
}

/** The host's side of a remote sandbox: carries out requests, and sends output no faster than the page reads it. */
import { SandboxError, type Sandbox, type SandboxProcess } from '../sandbox.ts';
import {
  OUTPUT_WINDOW_BYTES,
  type Answers,
  type ClientMessage,
  type ClientNotice,
  type ClientRequest,
  type HostMessage,
} from './protocol.ts';

/** The cost of a message beside its text, so that a flood of single characters waits as well. */
const MESSAGE_BYTES = 100;

export type ServedSandbox = Pick<Sandbox, 'mount' | 'readFile' | 'writeFile' | 'spawn'>;

type SpawnRequest = Extract<ClientRequest, { do: 'spawn' }>;

interface Served {
  readonly process: SandboxProcess;
  readonly input: WritableStreamDefaultWriter<string>;
  unread: number;
  isOver: boolean;
  roomMade: () => void;
}

/** @returns the handler of the page's messages; it never throws */
export function serveSandbox(
  sandbox: ServedSandbox,
  send: (message: HostMessage) => void,
): (message: ClientMessage) => void {
  const programs = new Map<number, Served>();
  let started = 0;

  const processOf = (program: number): SandboxProcess => {
    const served = programs.get(program);
    if (served !== undefined) return served.process;
    throw new SandboxError('no-such-process', 'This program has ended.', 'Start it again.');
  };

  const answer = (id: number, value: Answers[keyof Answers]) => send({ type: 'answer', id, value });

  const spawn = async ({ id, command, args, env }: SpawnRequest): Promise<void> => {
    const process = await sandbox.spawn(command, args, { env });
    const program = ++started;
    const served = { process, input: process.input.getWriter(), unread: 0, isOver: false, roomMade: () => undefined };
    programs.set(program, served);
    // Before any output: the page could not attribute it otherwise.
    answer(id, { program, pid: process.pid });
    void forward(program, served, send).finally(() => programs.delete(program));
  };

  const ask = async (request: Exclude<ClientRequest, SpawnRequest>): Promise<Answers[keyof Answers]> => {
    switch (request.do) {
      case 'mount':
        await sandbox.mount(request.files);
        return null;
      case 'read':
        return sandbox.readFile(request.path);
      case 'write':
        await sandbox.writeFile(request.path, request.text);
        return null;
      case 'kill':
        await processOf(request.program).kill(request.signal, request.target);
        return null;
      case 'stop':
        await programs.get(request.program)?.process.stop();
        return null;
      case 'inspect':
        return (await processOf(request.program).inspect()) ?? null;
      default:
        request satisfies never;
        throw new Error('There is no such request.');
    }
  };

  return (message) => {
    if ('id' in message) {
      const { id } = message;
      const done = message.do === 'spawn' ? spawn(message) : ask(message).then((value) => answer(id, value));
      done.catch((error: unknown) => send(errorMessage(id, error)));
      return;
    }
    // A notice for a program that has just ended is no error.
    const served = programs.get(message.program);
    if (served === undefined) return;
    if (message.do === 'consumed') {
      served.unread -= message.bytes;
      served.roomMade();
    } else {
      // Ended input refuses more, like a pipe without a reader.
      typeInto(served.input, message).catch(() => undefined);
    }
  };
}

async function typeInto(input: Served['input'], message: Exclude<ClientNotice, { do: 'consumed' }>): Promise<void> {
  if (message.do === 'input') await input.write(message.text);
  else await input.close();
}

async function forward(program: number, served: Served, send: (message: HostMessage) => void): Promise<void> {
  const { process } = served;
  // A program that has ended waits for no reader.
  const exit = process.exit.then((status) => {
    served.isOver = true;
    served.roomMade();
    return status;
  });
  const reader = process.output.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const text = chunk.value;
    const bytes = text.length + MESSAGE_BYTES;
    served.unread += bytes;
    send({ type: 'output', program, text, bytes });
    while (served.unread > OUTPUT_WINDOW_BYTES && !served.isOver) {
      await new Promise<void>((resolve) => (served.roomMade = resolve));
    }
  }
  send({ type: 'exit', program, status: await exit });
}

function errorMessage(id: number, error: unknown): HostMessage {
  if (error instanceof SandboxError) {
    const { code, message, hint } = error;
    return { type: 'error', id, code, message, hint };
  }
  const hint = `The engine says: ${error instanceof Error ? error.message : String(error)}`;
  return { type: 'error', id, code: 'internal', message: 'The sandbox could not do that.', hint };
}

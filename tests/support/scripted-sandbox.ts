/** A sandbox whose program does what a test says when the test says it: for what depends on time. */
import { encodeFrame } from '../../src/core/trace/frame.ts';
import type { TraceFact } from '../../src/core/trace/event.ts';
import type { ExitStatus, Sandbox, SandboxProcess } from '@cluster-lab/sandbox';

export interface ScriptedSandbox {
  readonly sandbox: Sandbox;
  /** Of the program that was started last: an event of its primary, or of one of its workers. */
  tell(fact: TraceFact, worker?: number): void;
  print(text: string): void;
  exit(status: ExitStatus): void;
}

/** The pid of a worker; the primary's is 100. */
export const pidOf = (worker: number) => 100 + worker;

export function scriptedSandbox(): ScriptedSandbox {
  let output!: ReadableStreamDefaultController<string>;
  let nonce = '';
  let sequence = 0;
  let end: (status: ExitStatus) => void = () => undefined;
  const spawn = async (_: string, args: readonly string[]): Promise<SandboxProcess> => {
    nonce = /run=(\w+)/.exec(args[0] ?? '')?.[1] ?? nonce;
    const { promise, resolve } = Promise.withResolvers<ExitStatus>();
    const stream = new ReadableStream<string>({ start: (controller) => void (output = controller) });
    end = (status) => {
      output.close();
      end = () => undefined;
      resolve(status);
    };
    const stop = () => {
      end({ code: null, signal: 'SIGTERM', reason: 'stopped' });
      return promise;
    };
    const unused = { kill: async () => undefined, resize: () => undefined, inspect: async () => undefined };
    return { pid: pidOf(0), input: new WritableStream(), output: stream, exit: promise, stop, ...unused };
  };
  const sandbox: Partial<Sandbox> = {
    workdir: '/work',
    port: 3_000,
    capabilities: { parallelism: 2 } as Sandbox['capabilities'],
    mount: async () => undefined,
    spawn,
  };
  return {
    sandbox: sandbox as Sandbox,
    tell: (fact, worker = 0) => {
      const at = Math.round(performance.now() * 1_000);
      output.enqueue(encodeFrame({ ...fact, pid: pidOf(worker), worker, sequence: ++sequence, at }, nonce));
    },
    print: (text) => output.enqueue(text),
    exit: (status) => end(status),
  };
}

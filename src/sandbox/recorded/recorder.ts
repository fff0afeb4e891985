/** Listens at the seam while a step's scenario is driven through a real sandbox: what was done to it, and what came back. */
import type { Sandbox, SandboxProcess, SpawnOptions } from '@cluster-lab/sandbox';
import { nonceIn } from '../../core/recording/nonce-in.ts';
import { withChannel } from '../../core/trace/channel-argument.ts';
import type { Entry, Happening } from './cast.ts';

export interface Recorder {
  /** Use this one in the other's place. */
  readonly sandbox: Sandbox;
  /** All that happened so far. */
  readonly entries: readonly Entry[];
}

type Note = (happening: Happening) => void;

/** @param now milliseconds */
export function recordSandbox(inner: Sandbox, now: () => number): Recorder {
  const entries: Entry[] = [];
  const from = now();
  const note: Note = (happening) => void entries.push({ at: (now() - from) / 1_000, ...happening });
  return { sandbox: new RecordedLive(inner, note), entries };
}

class RecordedLive implements Sandbox {
  readonly capabilities;
  readonly nodeVersion;
  readonly workdir;
  readonly port;
  readonly lost;
  readonly #inner: Sandbox;
  readonly #note: Note;
  #started = 0;
  #nonce = '';

  constructor(inner: Sandbox, note: Note) {
    this.capabilities = inner.capabilities;
    this.nodeVersion = inner.nodeVersion;
    this.workdir = inner.workdir;
    this.port = inner.port;
    this.lost = inner.lost;
    this.#inner = inner;
    this.#note = note;
  }

  /** Starting files are the step's own, so they are not part of the recording. */
  mount(files: Parameters<Sandbox['mount']>[0]): Promise<void> {
    return this.#inner.mount(files);
  }

  readFile(path: string): Promise<string> {
    return this.#inner.readFile(path);
  }

  writeFile(path: string, text: string): Promise<void> {
    this.#note({ kind: 'action', action: { do: 'write', path, text } });
    return this.#inner.writeFile(path, text);
  }

  async spawn(command: string, args: readonly string[], options?: SpawnOptions): Promise<SandboxProcess> {
    const process = ++this.#started;
    const nonce = (this.#nonce = nonceIn(args) ?? this.#nonce);
    const started = await this.#inner.spawn(command, args, options);
    // A recording has no channel: what came through it stands in the output.
    const plain = withChannel(args);
    this.#note({ kind: 'action', action: { do: 'spawn', process, pid: started.pid, command, args: plain, nonce } });
    return recordProcess(started, process, this.#note);
  }

  dispose(): Promise<void> {
    return this.#inner.dispose();
  }
}

function recordProcess(inner: SandboxProcess, process: number, note: Note): SandboxProcess {
  const { promise: read, resolve: onRead } = Promise.withResolvers<undefined>();
  const output = inner.output.pipeThrough(
    new TransformStream<string, string>({
      transform(text, controller) {
        note({ kind: 'output', process, text });
        controller.enqueue(text);
      },
      flush: () => onRead(undefined),
    }),
  );
  const exit = Promise.all([inner.exit, read]).then(([status]) => {
    note({ kind: 'exit', process, status });
    return status;
  });
  let isOver = false;
  void exit.then(() => (isOver = true));
  const writer = inner.input.getWriter();
  const input = new WritableStream<string>({
    write(text) {
      note({ kind: 'action', action: { do: 'input', process, text } });
      return writer.write(text);
    },
    close() {
      note({ kind: 'action', action: { do: 'end-input', process } });
      return writer.close();
    },
  });
  return {
    pid: inner.pid,
    input,
    output,
    exit,
    kill(signal = 'SIGTERM', target = 'process') {
      note({ kind: 'action', action: { do: 'kill', process, signal, target } });
      return inner.kill(signal, target);
    },
    async stop() {
      if (!isOver) note({ kind: 'action', action: { do: 'stop', process } });
      await inner.stop();
      return exit;
    },
    resize: (size) => inner.resize(size),
    async inspect() {
      const facts = await inner.inspect();
      note({ kind: 'action', action: { do: 'inspect', process, facts: facts ?? null } });
      return facts;
    },
  };
}

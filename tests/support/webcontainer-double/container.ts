/**
 * What stands for StackBlitz's runtime in tests: the object that the unmodified client talks to over its own Comlink. Each
 * folder of its working folder is a real sandbox of the local engine, so programs run in real Node.
 */
import { Comlink } from 'webcontainer-comlink';
import type { Sandbox, SandboxEngine, SandboxProcess, Signal } from '@cluster-lab/sandbox';
import type { Fault } from './faults.ts';
import { bootLimit } from '../boot-limit.ts';

/** The client's wire format of a tree of files. */
interface Tree {
  readonly d: Readonly<Record<string, Tree | { readonly f: { readonly c: string; readonly b?: boolean } }>>;
}

interface RunSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

type Push = (bytes: Uint8Array | null) => void;
type Listener = (detail: { message: string }) => void;

const END_OF_INPUT = '\u0004';
const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGUSR2: 12, SIGTERM: 15 };
/** A program that dies with its container has printed something by then. */
const DEATH_AFTER_MS = 1_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Container {
  readonly #workdir: string;
  readonly #engine: SandboxEngine;
  readonly #fault: Fault | undefined;
  readonly #breakers: Readonly<Record<string, string>>;
  readonly #folders = new Set<string>();
  readonly #sandboxes = new Map<string, Promise<Sandbox>>();
  readonly #running = new Set<SandboxProcess>();
  readonly #errorListeners = new Set<Listener>();

  /** @param breakers modules that break a capability, preloaded into every program: file name -> text */
  constructor(
    engine: SandboxEngine,
    { workdirName = 'project' }: { workdirName?: string },
    fault?: Fault,
    breakers: Readonly<Record<string, string>> = {},
  ) {
    this.#engine = engine;
    this.#fault = fault;
    this.#breakers = breakers;
    this.#workdir = `/home/${workdirName}`;
  }

  /** As the client expects it behind its port. */
  get api(): object {
    return {
      fs: () => Comlink.proxy(this.#fs),
      previewScript: () => undefined,
      runtimeInfo: () => ({ path: '/bin:/usr/bin', cwd: this.#workdir }),
      loadFiles: (bytes: Uint8Array, options: { mountPoints?: string }) => this.#load(bytes, options.mountPoints ?? ''),
      run: (spec: RunSpec, _stdout: unknown, _stderr: unknown, output: Push) => this.#run(spec, output),
      on: (name: string, listener: Listener) => {
        if (name === 'error') this.#errorListeners.add(listener);
        return Comlink.proxy(() => this.#errorListeners.delete(listener));
      },
      teardown: () => this.#teardown(),
    };
  }

  readonly #fs = {
    readFile: async (path: string, encoding?: string) => {
      const { sandbox, inner } = await this.#locate(path);
      const text = await sandbox.readFile(inner).catch(() => {
        throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      });
      return encoding === undefined ? encoder.encode(text) : text;
    },
    writeFile: async (path: string, data: string | Uint8Array) => {
      if (!this.#folders.has(parentOf(path))) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      const { sandbox, inner } = await this.#locate(path);
      await sandbox.writeFile(inner, typeof data === 'string' ? data : decoder.decode(data));
    },
    mkdir: (path: string) => {
      const parts = path.split('/');
      parts.forEach((_, index) => this.#folders.add(parts.slice(0, index + 1).join('/')));
    },
    rm: async (path: string, { force }: { force?: boolean } = {}) => {
      if (!this.#folders.has(path) && force !== true)
        throw new Error(`ENOENT: no such file or directory, rm '${path}'`);
      for (const folder of this.#folders) if (`${folder}/`.startsWith(`${path}/`)) this.#folders.delete(folder);
      const sandbox = this.#sandboxes.get(path);
      this.#sandboxes.delete(path);
      await (await sandbox)?.dispose();
    },
  };

  async #load(bytes: Uint8Array, mountPoint: string): Promise<void> {
    if (this.#fault === 'mount-fails') throw new Error('failed to mount');
    if (!this.#folders.has(mountPoint)) throw new Error(`ENOENT: no such file or directory, '${mountPoint}'`);
    await this.#write(JSON.parse(decoder.decode(bytes)) as Tree, mountPoint);
    const { sandbox } = await this.#locate(`${mountPoint}/x`);
    for (const [name, text] of Object.entries(this.#breakers)) await sandbox.writeFile(name, text);
  }

  async #write(tree: Tree, folder: string): Promise<void> {
    this.#fs.mkdir(folder);
    for (const [name, entry] of Object.entries(tree.d)) {
      if ('d' in entry) await this.#write(entry, `${folder}/${name}`);
      else await this.#fs.writeFile(`${folder}/${name}`, entry.f.c);
    }
  }

  async #run({ command, args, cwd = '', env = {} }: RunSpec, output: Push): Promise<object> {
    if (command !== 'node') throw new Error(`jsh: command not found: ${command}`);
    const [file = '', verb, signal, ...pids] = args;
    const isTool = file.endsWith('/tool.mjs');
    if (isTool && verb === 'signal') return this.#signal(signal as Signal, pids.map(Number), output);
    const { sandbox } = await this.#locate(`${cwd}/x`);
    // Programs see the local sandbox's folder where the page believes in the container's.
    const local = (text: string) => text.replaceAll(`${this.#workdir}/${cwd}`, sandbox.workdir);
    const breakers = Object.keys(this.#breakers).map((name) => `--import=file://${sandbox.workdir}/${name}`);
    const process = await sandbox.spawn('node', [...breakers, ...args.map(local)], { env });
    this.#running.add(process);
    void process.exit.then(() => this.#running.delete(process));
    if (this.#fault === 'dies' && !isTool) setTimeout(() => this.#die(), DEATH_AFTER_MS);
    const writer = process.input.getWriter();
    return Comlink.proxy({
      onExit: forward(process, output),
      write: (text: string) => (text === END_OF_INPUT ? writer.close() : writer.write(text)),
      kill: () => {
        if (this.#fault !== 'no-signals') void process.stop();
      },
      resize: () => undefined,
    });
  }

  /**
   * In the place of the course's tool, which signals processes of other programs: a container lets it, and this computer's engine lets
   * no program.
   */
  async #signal(signal: Signal, pids: readonly number[], output: Push): Promise<object> {
    const reached = await Promise.all(
      pids.map(async (pid) => {
        const tried = await Promise.allSettled([...this.#running].map((process) => process.kill(signal, pid)));
        return tried.some(({ status }) => status === 'fulfilled') ? [pid] : [];
      }),
    );
    output(encoder.encode(`cluster-lab-answer:${JSON.stringify({ reached: reached.flat() })}\n`));
    output(null);
    return Comlink.proxy({ onExit: 0, write: () => undefined, kill: () => undefined, resize: () => undefined });
  }

  /** Everything stops without another word to the programs' streams, as when the runtime's worker is gone. */
  #die(): void {
    for (const listener of this.#errorListeners) listener({ message: 'the runtime crashed' });
  }

  async #teardown(): Promise<void> {
    const sandboxes = [...this.#sandboxes.values()];
    this.#sandboxes.clear();
    await Promise.all(sandboxes.map(async (sandbox) => (await sandbox).dispose()));
  }

  async #locate(path: string): Promise<{ sandbox: Sandbox; inner: string }> {
    const [folder = '', ...rest] = path.split('/');
    if (!this.#folders.has(folder)) throw new Error(`ENOENT: no such file or directory, '${path}'`);
    let sandbox = this.#sandboxes.get(folder);
    if (sandbox === undefined) {
      sandbox = this.#engine.boot({}, bootLimit());
      this.#sandboxes.set(folder, sandbox);
    }
    return { sandbox: await sandbox, inner: rest.join('/') };
  }
}

/** @returns the exit code as a shell tells it */
async function forward({ output, exit }: SandboxProcess, push: Push): Promise<number> {
  for await (const text of output) push(encoder.encode(text));
  push(null);
  const { code, signal } = await exit;
  return code ?? 128 + (SIGNAL_NUMBERS[signal ?? ''] ?? 0);
}

function parentOf(path: string): string {
  return path.replace(/\/?[^/]*$/, '');
}

/** One sandbox of the in-browser engine: a kernel of its own with a folder, a port and the programs that run there. */
import { notFound, refuseBadFiles, refuseBadPath, refuseLarge } from '@cluster-lab/sandbox/files';
import { refuseOneMore, refuseOtherCommands } from '@cluster-lab/sandbox/programs';
import type { ServedSandbox } from '@cluster-lab/sandbox/remote/serve-sandbox';
import { SandboxError, type FileMap, type SpawnOptions } from '@cluster-lab/sandbox';
import type { FileChange } from '../file-tree.ts';
import type { Settings } from '../options.ts';
import { BrowserProcess } from './browser-process.ts';
import { Kernel } from './kernel.ts';
import type { PartStore } from './part-store.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface BrowserSandboxOptions {
  readonly pool: WorkerPool;
  readonly parts: PartStore;
  /** An absolute path that no other sandbox of the page has. */
  readonly workdir: string;
  readonly port: number;
  readonly settings: Settings;
}

/** Pids of a program: its own and those of all its children, dead ones too. */
const PIDS_OF_A_PROGRAM = 10_000;

let programs = 0;

export class BrowserSandbox implements ServedSandbox {
  readonly #workdir: string;
  readonly #port: number;
  readonly #settings: Settings;
  readonly #parts: PartStore;

  readonly #kernel: Kernel;
  readonly #programs = new Set<BrowserProcess>();
  #isDisposed = false;

  constructor({ pool, parts, workdir, port, settings }: BrowserSandboxOptions) {
    this.#workdir = workdir;
    this.#port = port;
    this.#settings = settings;
    this.#parts = parts;
    const { limits, ownFolder, messages } = settings;
    this.#kernel = new Kernel({ pool, parts, limits, ownFolder, speaker: messages.speaker });
    this.#kernel.files.folders(this.#workdir);
  }

  async mount(files: FileMap): Promise<void> {
    this.#refuseDisposed();
    refuseBadFiles(files, this.#settings.ownFolder);
    this.#kernel.change([
      { do: 'remove', path: this.#workdir },
      { do: 'folder', path: this.#workdir },
      ...Object.entries(files).map(([path, text]) => this.#put(path, text)),
    ]);
  }

  async readFile(path: string): Promise<string> {
    this.#refuseDisposed();
    refuseBadPath(path);
    const node = this.#kernel.files.get(`${this.#workdir}/${path}`);
    if (node?.type !== 'file') throw notFound(path);
    refuseLarge(path, node.data.length);
    return new TextDecoder().decode(node.data);
  }

  async writeFile(path: string, text: string): Promise<void> {
    this.#refuseDisposed();
    refuseBadPath(path);
    const change = this.#put(path, text);
    refuseLarge(path, change.data.length);
    this.#kernel.change([change]);
  }

  async spawn(command: string, args: readonly string[], { env = {} }: SpawnOptions = {}): Promise<BrowserProcess> {
    await this.#parts.loadFor(this.#kernel.files.entries().map(([path]) => path));
    this.#refuseDisposed();
    refuseOtherCommands(command);
    refuseOneMore(this.#programs.size);
    // A load or a second program counts as use of the running ones.
    for (const running of this.#programs) running.touch();
    const program = new BrowserProcess({
      kernel: this.#kernel,
      pid: ++programs * PIDS_OF_A_PROGRAM,
      args: [command, ...args],
      env: { ...this.#environment(), ...env },
      cwd: this.#workdir,
      settings: this.#settings,
    });
    this.#programs.add(program);
    void program.exit.then(() => this.#programs.delete(program));
    return program;
  }

  /** Settles when everything in it has ended. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const program of this.#programs) program.end('connection-lost');
    await Promise.all([...this.#programs].map(({ exit }) => exit));
  }

  #put(path: string, text: string): Extract<FileChange, { do: 'put' }> {
    return { do: 'put', path: `${this.#workdir}/${path}`, data: new TextEncoder().encode(text), mode: 0o644 };
  }

  #environment(): Record<string, string> {
    return {
      PATH: '/usr/local/bin',
      HOME: this.#workdir,
      TMPDIR: this.#workdir,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      FORCE_COLOR: '1',
      PORT: String(this.#port),
    };
  }

  #refuseDisposed(): void {
    if (this.#isDisposed)
      throw new SandboxError('disposed', 'This sandbox was closed.', this.#settings.messages.disposed);
  }
}

/** One sandbox in the page's WebContainer: a folder, a port and the programs that run there. */
import type { FileSystemTree, WebContainer } from '@webcontainer/api';
import { notFound, refuseBadFiles, refuseBadPath, refuseLarge } from '@cluster-lab/sandbox/files';
import { COURSE_FOLDER } from '../../core/course.ts';
import { refuseOneMore, refuseOtherCommands } from '@cluster-lab/sandbox/programs';
import { SandboxError, type Capabilities, type FileMap, type Sandbox, type SpawnOptions } from '@cluster-lab/sandbox';
import { ContainerProcess } from './container-process.ts';
import { callTool } from './tool.ts';

/** Texts of the course's programs that run inside (src/guest/container). */
export interface ContainerGuests {
  readonly preload: string;
  readonly tool: string;
}

/** What the tool found out about this sandbox. */
export interface ContainerFacts {
  /** `process.version` inside. */
  readonly node: string;
  /** `process.versions.webcontainer`; empty where there is none. */
  readonly container: string;
  readonly parallelism: number;
  readonly port: number;
}

export interface ContainerSandboxOptions {
  readonly container: WebContainer;
  /** Relative to the container's working folder. */
  readonly folder: string;
  readonly guests: ContainerGuests;
  readonly facts: ContainerFacts;
  readonly capabilities: Capabilities;
  /** Ends the container, as it cannot end a program in it. */
  readonly onStuck: () => void;
  /** Called once when the sandbox is closed. */
  readonly onClose: () => void;
}

const PRELOAD_FILE = '.cluster-lab/container/preload.mjs';
export const TOOL_FILE = '.cluster-lab/container/tool.mjs';

/** A process start and an answer; more means that none is coming. */
const TOOL_LIMIT_MS = 5_000;

export class ContainerSandbox implements Sandbox {
  readonly capabilities: Capabilities;
  readonly nodeVersion: string;
  readonly workdir: string;
  readonly port: number;
  readonly lost: Promise<SandboxError>;

  readonly #options: ContainerSandboxOptions;
  readonly #programs = new Set<ContainerProcess>();
  /** Programs that are asked for and do not run yet. */
  #starting = 0;
  #lose!: (error: SandboxError) => void;
  #end: SandboxError | undefined;

  constructor(options: ContainerSandboxOptions) {
    this.#options = options;
    this.capabilities = options.capabilities;
    this.nodeVersion = options.facts.node;
    this.workdir = `${options.container.workdir}/${options.folder}`;
    this.port = options.facts.port;
    this.lost = new Promise((resolve) => (this.#lose = resolve));
  }

  async mount(files: FileMap): Promise<void> {
    this.#refuseClosed();
    refuseBadFiles(files, COURSE_FOLDER);
    await mountFolder(this.#options, files);
  }

  async readFile(path: string): Promise<string> {
    this.#refuseClosed();
    refuseBadPath(path);
    let text: string;
    try {
      text = await this.#options.container.fs.readFile(this.#inside(path), 'utf8');
    } catch (error) {
      // Errors cross to the page as text alone.
      if (/ENOENT|ENOTDIR|EISDIR/.test(String(error))) throw notFound(path);
      throw error;
    }
    refuseLarge(path, new TextEncoder().encode(text).length);
    return text;
  }

  async writeFile(path: string, text: string): Promise<void> {
    this.#refuseClosed();
    refuseBadPath(path);
    refuseLarge(path, new TextEncoder().encode(text).length);
    const { fs } = this.#options.container;
    await fs.mkdir(this.#inside(path).replace(/\/[^/]*$/, ''), { recursive: true });
    await fs.writeFile(this.#inside(path), text);
  }

  async spawn(command: string, args: readonly string[], { env = {} }: SpawnOptions = {}): Promise<ContainerProcess> {
    this.#refuseClosed();
    refuseOtherCommands(command);
    refuseOneMore(this.#programs.size + this.#starting);
    this.#starting++;
    const program = await this.#start(args, env).finally(() => this.#starting--);
    this.#programs.add(program);
    void program.exit.then(() => this.#programs.delete(program));
    if (this.#end !== undefined) void program.stop('connection-lost');
    return program;
  }

  async dispose(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#end = new SandboxError('disposed', 'This sandbox was closed.', 'Press Run to open a new one.');
    await Promise.all([...this.#programs].map((program) => program.stop('connection-lost')));
    this.#options.onClose();
    await this.#options.container.fs
      .rm(this.#options.folder, { recursive: true, force: true })
      // A container that was torn down has nothing left to remove.
      .catch(() => undefined);
  }

  /** The container is gone. */
  lose(error: SandboxError): void {
    if (this.#end !== undefined) return;
    this.#end = error;
    for (const program of this.#programs) program.lose();
    this.#lose(error);
  }

  async #start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ContainerProcess> {
    const { container, folder } = this.#options;
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join('');
    const relay = this.capabilities.handlePassing ? '' : '&relay';
    const process = await container.spawn(
      'node',
      [`--import=file://${encodeURI(this.workdir)}/${PRELOAD_FILE}?run=${nonce}${relay}`, ...args],
      { cwd: folder, env: { TERM: 'xterm-256color', FORCE_COLOR: '1', PORT: String(this.port), ...env } },
    );
    return ContainerProcess.follow({
      process,
      nonce,
      signals: this.capabilities.signals,
      signal: (signal, pids) => this.#signal(signal, pids),
      onStuck: this.#options.onStuck,
    });
  }

  #inside(path: string): string {
    return `${this.#options.folder}/${path}`;
  }

  #refuseClosed(): void {
    if (this.#end !== undefined) throw this.#end;
  }

  async #signal(signal: string, pids: readonly number[]): Promise<readonly number[]> {
    const args = ['signal', signal, ...pids.map(String)];
    const { container, folder } = this.#options;
    const answer = await callTool({ container, folder, file: TOOL_FILE, args, limitMs: TOOL_LIMIT_MS });
    return (answer as { reached?: number[] } | undefined)?.reached ?? [];
  }
}

/** Makes the folder hold exactly these files and the course's own. */
export async function mountFolder(
  { container, folder, guests }: Pick<ContainerSandboxOptions, 'container' | 'folder' | 'guests'>,
  files: FileMap,
): Promise<void> {
  await container.fs.rm(folder, { recursive: true, force: true });
  await container.fs.mkdir(folder, { recursive: true });
  const all = { ...files, [PRELOAD_FILE]: guests.preload, [TOOL_FILE]: guests.tool };
  await container.mount(treeOf(all), { mountPoint: folder });
}

/** `{ 'lib/a.mjs': text }` as the client wants it: folders within folders. */
function treeOf(files: FileMap): FileSystemTree {
  const root: FileSystemTree = {};
  for (const [path, contents] of Object.entries(files)) {
    const parts = path.split('/');
    const name = parts.pop() as string;
    let folder = root;
    for (const part of parts) {
      const inner = (folder[part] ??= { directory: {} });
      if ('directory' in inner) folder = inner.directory;
    }
    folder[name] = { file: { contents } };
  }
  return root;
}

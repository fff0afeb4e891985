/** The sandbox of a recorded run: it keeps files like any other, and starts what was started when it was recorded. */
import { everyNeed } from '../../core/lesson/needs.ts';
import { notFound, refuseBadFiles, refuseBadPath } from '@cluster-lab/sandbox/files';
import { COURSE_FOLDER } from '../../core/course.ts';
import { refuseOtherCommands } from '@cluster-lab/sandbox/programs';
import { SandboxError, type Capabilities, type FileMap, type Sandbox, type SandboxProcess } from '@cluster-lab/sandbox';
import { nonceIn } from '../../core/recording/nonce-in.ts';
import type { Cast } from './cast.ts';
import { Playback, type Clock } from './playback.ts';
import { onlyRecorded } from './recorded-process.ts';

export class RecordedSandbox implements Sandbox {
  readonly capabilities: Capabilities;
  readonly nodeVersion: string;
  readonly workdir: string;
  readonly port: number;
  /** Nothing outside can take it away. */
  readonly lost = new Promise<never>(() => undefined);

  readonly #cast: Cast;
  readonly #clock: Clock;
  #files = new Map<string, string>();
  #playback: Playback | undefined;
  #nonce = '';
  #isDisposed = false;

  constructor(cast: Cast, clock: Clock) {
    const { env, clusterLab } = cast.header;
    this.nodeVersion = env.NODE_VERSION;
    this.workdir = clusterLab.workdir;
    this.port = clusterLab.port;
    this.capabilities = {
      signals: [],
      parallelism: clusterLab.parallelism,
      handlePassing: true,
      editable: false,
      network: false,
      inspection: true,
      needs: everyNeed,
    };
    this.#cast = cast;
    this.#clock = clock;
  }

  /** A run begins with its files: the recording begins anew. */
  async mount(files: FileMap): Promise<void> {
    this.#refuseDisposed();
    refuseBadFiles(files, COURSE_FOLDER);
    this.#files = new Map(Object.entries(files));
    this.#playback?.end({ code: null, signal: 'SIGTERM', reason: 'stopped' });
    this.#playback = undefined;
  }

  async readFile(path: string): Promise<string> {
    this.#refuseDisposed();
    refuseBadPath(path);
    const text = this.#files.get(path);
    if (text === undefined) throw notFound(path);
    return text;
  }

  async writeFile(path: string, text: string): Promise<void> {
    this.#refuseDisposed();
    refuseBadFiles({ [path]: text });
    this.#files.set(path, text);
    await this.#playback?.claim('write', (action) => action.path === path && action.text === text)?.reached;
  }

  async spawn(command: string, args: readonly string[]): Promise<SandboxProcess> {
    this.#refuseDisposed();
    this.#nonce = nonceIn(args) ?? this.#nonce;
    this.#playback ??= new Playback(this.#cast.entries, this.#clock);
    const process = await this.#playback.spawn(command, args, this.#nonce);
    if (process !== undefined) return process;
    refuseOtherCommands(command);
    throw onlyRecorded();
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#playback?.end({ code: null, signal: null, reason: 'connection-lost' });
  }

  #refuseDisposed(): void {
    if (!this.#isDisposed) return;
    throw new SandboxError('disposed', 'This recording was closed.', 'Press Run to open it again.');
  }
}

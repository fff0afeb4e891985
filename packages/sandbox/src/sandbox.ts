/**
 * The seam between a page and the engine that runs a program of Node for it.
 * Shaped after `@webcontainer/api`, so that the ecosystem's words apply. Callers ask `capabilities`, never an engine's name.
 */
import type { HostFacts } from './host-facts.ts';

/** Path relative to the sandbox's working folder, with `/` between its parts -> the file's text. */
export type FileMap = Readonly<Record<string, string>>;

/** The signals that a page sends. An engine lists those it can deliver in `Capabilities.signals`. */
export type Signal = 'SIGTERM' | 'SIGKILL' | 'SIGINT' | 'SIGUSR2' | 'SIGSTOP' | 'SIGCONT';

export interface Capabilities {
  /** Signals that reach a process; empty where the engine can only end one. */
  readonly signals: readonly Signal[];
  /** Processes that can really run at the same time: the value of `os.availableParallelism()` inside. */
  readonly parallelism: number;
  /** Whether a connection can be handed to another process, as round robin needs. */
  readonly handlePassing: boolean;
  /** Whether edits change the program; false where a recording is replayed. */
  readonly editable: boolean;
  /** Whether a program inside can reach other machines. */
  readonly network: boolean;
  /** Whether `SandboxProcess.inspect` answers with facts from outside the program. */
  readonly inspection: boolean;
  /** Special needs of programs that this engine meets, by the names that the callers give them. */
  readonly needs: readonly string[];
  /**
   * The name by which a module that is preloaded reports apart from its process's streams: it opens the file of its query's `to`
   * (`--import=file:///…?to=/dev/tty&…`), and what it writes there comes in the program's output. Absent where there is no such way.
   */
  readonly channel?: typeof CHANNEL;
}

/** As on Unix: the terminal of a program, wherever its streams go. */
export const CHANNEL = '/dev/tty';

/** `ok: false` says in one sentence why this engine cannot run here. */
export type Support =
  | {
      readonly ok: true;
      /** A remark for the menu, as the rest of a sentence: “over the network, from …”. */
      readonly note?: string;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** No page like this one has the engine, so nothing is wrong: the menu shows the reason, a run does not. */
      readonly isExpected?: boolean;
    };

export interface BootOptions {
  /** The program's name at the host, which grants a known program its needs; without a name it grants nothing. */
  readonly program?: string;
}

export interface SandboxEngine {
  /** Stable, for storage and tests: `local-node`, `browser-node`, … */
  readonly name: string;
  /** The name in the Engine menu: "Node on this computer". */
  readonly label: string;
  /** Cheap feature checks; boots nothing. */
  support(): Promise<Support>;
  /** Makes the next boot quicker without asking another host; absent where nothing helps. Fails in silence, since boot reports. */
  warmUp?(): Promise<void>;
  /** @throws {SandboxError} `boot-failed`; rejects with the signal's reason when aborted. */
  boot(options: BootOptions, signal: AbortSignal): Promise<Sandbox>;
}

export interface Sandbox {
  readonly capabilities: Capabilities;
  /** The Node version that runs inside, for example `v24.21.0`. */
  readonly nodeVersion: string;
  /** Absolute path of the working folder, as programs inside see it. */
  readonly workdir: string;
  /** A port that was free at boot; programs get it as `PORT`. */
  readonly port: number;
  /** Settles when the sandbox is gone without `dispose` (server stopped, connection lost). */
  readonly lost: Promise<SandboxError>;
  /** Afterwards the working folder holds exactly these files. @throws {SandboxError} `bad-path`, `too-many-files`, `file-too-large` */
  mount(files: FileMap): Promise<void>;
  /** @throws {SandboxError} `not-found`, `bad-path`, `file-too-large` */
  readFile(path: string): Promise<string>;
  /** Creates missing folders. @throws {SandboxError} `bad-path`, `file-too-large` */
  writeFile(path: string, text: string): Promise<void>;
  /** @throws {SandboxError} `unknown-command`, `refused-start`, `too-many-processes` */
  spawn(command: string, args: readonly string[], options?: SpawnOptions): Promise<SandboxProcess>;
  /** Ends every process and frees everything; safe to call twice. */
  dispose(): Promise<void>;
}

export interface SpawnOptions {
  /** Added to the sandbox's own environment (`PATH`, `HOME`, `PORT`, …). */
  readonly env?: Readonly<Record<string, string>>;
}

/** The target of a signal: the spawned process, its whole group, or one process of that group by pid. */
export type KillTarget = 'process' | 'group' | number;

export interface SandboxProcess {
  readonly pid: number;
  readonly input: WritableStream<string>;
  /** stdout and stderr in the order they were written, as UTF-8 text; closes after the last byte. */
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;
  /** Default: SIGTERM to the process. @throws {SandboxError} `no-such-process`, `unsupported-signal` */
  kill(signal?: Signal, target?: KillTarget): Promise<void>;
  /** Ends the whole group: SIGTERM, and a moment later SIGKILL for the rest. Settles when the group is gone; safe to call twice. */
  stop(): Promise<ExitStatus>;
  /** Tells the terminal's size where the engine has one; pipes have none. */
  resize(size: { readonly columns: number; readonly rows: number }): void;
  /** The host's facts from outside; undefined where `capabilities.inspection` is false. */
  inspect(): Promise<HostFacts | undefined>;
}

/** The reason of an end that was not the program's own. Each has its sentence in the output. */
export type StopReason =
  'stopped' | 'idle-limit' | 'output-limit' | 'memory-limit' | 'process-limit' | 'connection-lost';

export interface ExitStatus {
  readonly code: number | null;
  readonly signal: string | null;
  /** Absent when the program ended by itself. */
  readonly reason?: StopReason | undefined;
}

export type SandboxErrorCode =
  | 'boot-failed'
  | 'bad-path'
  | 'not-found'
  | 'file-too-large'
  | 'too-many-files'
  | 'too-many-processes'
  | 'unknown-command'
  /** An option of Node or a variable that would change how Node starts. */
  | 'refused-start'
  | 'no-such-process'
  | 'unsupported-signal'
  | 'connection-lost'
  | 'disposed'
  /** A recording is replayed in which nobody did this. */
  | 'recorded'
  | 'internal';

/** A failure of a sandbox (`message`, a sentence) and its remedy (`hint`, another). */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: SandboxErrorCode;
  readonly hint: string;

  constructor(code: SandboxErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

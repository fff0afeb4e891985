/**
 * The seam between a page and whatever runs a program of Node for it.
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
  /** Processes that can really run at the same time: what `os.availableParallelism()` says inside. */
  readonly parallelism: number;
  /** Whether a connection can be handed to another process, as round robin needs. */
  readonly handlePassing: boolean;
  /** Whether edits change what runs; false where a recording is replayed. */
  readonly editable: boolean;
  /** Whether a program inside can reach other machines. */
  readonly network: boolean;
  /** Whether `SandboxProcess.inspect` answers with facts from outside the program. */
  readonly inspection: boolean;
  /** What a program may need beyond what every engine gives, and this one has: words of those who ask. */
  readonly needs: readonly string[];
}

/** `ok: false` says in one sentence why this engine cannot run here. */
export type Support =
  | {
      readonly ok: true;
      /** What one should know before choosing it, as the rest of a sentence: “over the network, from …”. */
      readonly note?: string;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Nothing is wrong: pages like this one never have it. A menu tells the reason, a run does not. */
      readonly isExpected?: boolean;
    };

export interface BootOptions {
  /** What the host knows the program by: a known one is granted what it needs; without it nothing beyond the guard. */
  readonly program?: string;
}

export interface SandboxEngine {
  /** Stable, for storage and tests: `local-node`, `browser-node`, … */
  readonly name: string;
  /** As the Engine menu says it: "Node on this computer". */
  readonly label: string;
  /** Cheap feature checks; boots nothing. */
  support(): Promise<Support>;
  /** Makes the next boot quicker and asks no other host; absent where there is nothing to do. Fails in silence: boot tells. */
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
  /** Settles when the sandbox is gone for a reason other than `dispose` (server stopped, connection lost). */
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

/** Whom a signal is for: the spawned process, its whole group, or one process of that group by pid. */
export type KillTarget = 'process' | 'group' | number;

export interface SandboxProcess {
  readonly pid: number;
  readonly input: WritableStream<string>;
  /** stdout and stderr in the order they were written, as UTF-8 text; closes after the last byte. */
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;
  /** Default: SIGTERM to the process. @throws {SandboxError} `no-such-process`, `unsupported-signal` */
  kill(signal?: Signal, target?: KillTarget): Promise<void>;
  /** Ends the whole group: SIGTERM, and SIGKILL a moment later for what remains. Settles when it is gone; safe to call twice. */
  stop(): Promise<ExitStatus>;
  /** Tells the terminal's size where the engine has one; pipes have none. */
  resize(size: { readonly columns: number; readonly rows: number }): void;
  /** What the host sees from outside; undefined where `capabilities.inspection` is false. */
  inspect(): Promise<HostFacts | undefined>;
}

/** Why a program ended that did not end by itself. Each has its sentence in the output. */
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
  /** A recording is replayed, and this was not done when it was made. */
  | 'recorded'
  | 'internal';

/** What went wrong in a sandbox (`message`, a sentence) and what to do about it (`hint`, another). */
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

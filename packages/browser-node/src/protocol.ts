/**
 * The messages between the kernel (page) and a process (Web Worker). Both directions keep their order, and everything between two
 * processes goes through the kernel: a process's acts before a message are known to its receiver, as on one machine.
 */
import type { Signal } from '@cluster-lab/sandbox';
import type { FileChange, FileEntry } from './file-tree.ts';

/** One end of a byte stream: the pair's id and its side, `4001.7a`. A process names a pair when it makes it. */
export type EndId = `${string}${'a' | 'b'}`;

/** The addresses of one end, for `getsockname` and `getpeername`. */
export interface Addresses {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** A bound socket that listens; `id` is the same in every process that holds it. */
export interface BoundSocket {
  readonly id: string;
  readonly address: string;
  readonly port: number;
  /** The path of a socket in the file system; then address and port mean nothing. */
  readonly path?: string | undefined;
  /** Whether it is `::` without IPv4. */
  readonly isIPv6Only?: boolean | undefined;
  /** Whether it takes datagrams (UDP), whose ports are apart from those of connections. */
  readonly isDatagram?: boolean | undefined;
}

export interface DatagramAddress {
  readonly address: string;
  readonly port: number;
}

/** A handle on its way in an IPC message. No port moves with it: it is a token, the bytes stay with the kernel. */
export type PassedHandle =
  | {
      readonly type: 'stream';
      readonly kind: 'tcp' | 'pipe';
      readonly end: EndId;
      readonly addresses: Addresses | undefined;
      readonly hasSentFin: boolean;
    }
  | {
      readonly type: 'bound';
      readonly kind: 'tcp' | 'pipe' | 'udp';
      readonly socket: BoundSocket;
      readonly bindError: number;
    };

export interface DataMessage {
  readonly op: 'data';
  readonly end: EndId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly passed?: PassedHandle | undefined;
  /** The value of a message in 'advanced' serialization; the bytes are its framing. */
  readonly clone?: { readonly value: unknown } | undefined;
  /** Ends of message channels that the value carries. */
  readonly ports?: readonly EndId[] | undefined;
}

export type StreamItem =
  | Omit<DataMessage, 'end'>
  | { readonly op: 'fin' }
  /** The last holder closed the end: no byte comes, and none is taken any more. */
  | { readonly op: 'hangup' }
  | { readonly op: 'reset' };

/** The kinds of a file descriptor at a process's start. */
export type Descriptor =
  | { readonly fd: number; readonly kind: 'terminal'; readonly stream: number }
  | { readonly fd: number; readonly kind: 'pipe'; readonly end: EndId; readonly isIpc: boolean }
  | { readonly fd: number; readonly kind: 'file'; readonly path: string; readonly access: number }
  | { readonly fd: number; readonly kind: 'null' };

export interface StartMessage {
  readonly op: 'start';
  readonly pid: number;
  readonly ppid: number;
  /** Pids that this process may give to its children. */
  readonly firstChildPid: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly descriptors: readonly Descriptor[];
  readonly files: readonly FileEntry[];
  readonly sockets: readonly BoundSocket[];
  readonly limits: ProcessLimits;
  readonly parts: Parts;
  /** The name in refusals beyond the limits. */
  readonly speaker: string;
  /** The page's own folder, beside the program's files. */
  readonly ownFolder: string | undefined;
  readonly table: ProcessTable;
  /** Set in a worker thread, whose own `pid` is the kernel's name for it. */
  readonly thread?: ThreadFacts | undefined;
}

/** What each process knows of all. */
export interface ProcessTable {
  readonly processes: readonly ProcessFacts[];
  /** When children were started lately, as `Date.now` tells. */
  readonly starts: readonly { readonly program: number; readonly at: number }[];
}

export interface ProcessFacts {
  readonly pid: number;
  /** Its group, named by the pid of the one that began it. */
  readonly group: number;
  /** The first process of the program that it belongs to. */
  readonly program: number;
}

export interface ThreadFacts {
  readonly id: number;
  readonly name: string;
  /** The pid of the thread's process. */
  readonly processId: number;
  /** The end of the channel from its process. */
  readonly end: EndId;
}

/** Chunks of Node that a process loads when a program requires them. Scripts travel as blobs: nothing in the frame can fetch an address. */
export interface Parts {
  /** Leads from the core script back to Node's library; undefined where it could not be fetched. */
  readonly lines: Blob | undefined;
  readonly chunks: readonly ScriptChunk[];
}

/** A script with rarer modules of Node's library, loaded when one of them is required. */
export interface ScriptChunk {
  readonly script: Blob | undefined;
  /** Its table of lines. */
  readonly lines: Blob | undefined;
  readonly modules: readonly string[];
  /** A pattern of paths: it is fetched once a program has such files. */
  readonly files?: string | undefined;
}

export interface ProcessLimits {
  readonly outputBytesPerSecond: number;
  readonly outputBurstBytes: number;
  readonly children: number;
  readonly startsInFiveSeconds: number;
}

export type ToProcess =
  | StartMessage
  | { readonly op: 'sockets'; readonly sockets: readonly BoundSocket[] }
  | { readonly op: 'processes'; readonly table: ProcessTable }
  | {
      readonly op: 'incoming';
      readonly listener: string;
      readonly end: EndId;
      readonly addresses: Addresses | undefined;
    }
  | { readonly op: 'connected'; readonly end: EndId; readonly addresses: Addresses | undefined }
  | { readonly op: 'refused'; readonly end: EndId; readonly code: 'ECONNREFUSED' | 'ENOENT' }
  | { readonly op: 'stream'; readonly end: EndId; readonly item: StreamItem }
  | { readonly op: 'taken'; readonly end: EndId; readonly bytes: number }
  | { readonly op: 'detached'; readonly end: EndId }
  | { readonly op: 'signal'; readonly signal: number }
  | { readonly op: 'child-exit'; readonly pid: number; readonly code: number; readonly signal: string | null }
  | {
      readonly op: 'datagram';
      readonly listener: string;
      readonly from: DatagramAddress;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly op: 'thread-exit'; readonly thread: number; readonly code: number }
  | { readonly op: 'wake' }
  | { readonly op: 'files'; readonly changes: readonly FileChange[] };

export type ToKernel =
  | { readonly op: 'ready'; readonly bootMs: number }
  | { readonly op: 'broken'; readonly error: string }
  | { readonly op: 'write'; readonly stream: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** It prints faster than it may, and its writes wait now. */
  | { readonly op: 'slowed' }
  | {
      readonly op: 'spawn';
      readonly pid: number;
      /** It begins a group of its own. */
      readonly isDetached: boolean;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
      readonly descriptors: readonly Descriptor[];
    }
  | { readonly op: 'exit'; readonly code: number; readonly signal: string | null }
  | {
      readonly op: 'start-thread';
      readonly thread: ThreadFacts;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
      readonly descriptors: readonly Descriptor[];
    }
  | { readonly op: 'stop-thread'; readonly thread: number }
  /** Both ends of a new stream are the process's own. */
  | { readonly op: 'pair'; readonly end: EndId }
  | { readonly op: 'listen'; readonly listener: string; readonly socket: BoundSocket }
  | { readonly op: 'unlisten'; readonly listener: string }
  | {
      readonly op: 'send-datagram';
      readonly from: DatagramAddress;
      readonly target: DatagramAddress;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | {
      readonly op: 'connect';
      readonly end: EndId;
      readonly target: { readonly path: string } | { readonly address: string; readonly port: number };
      readonly local: { readonly address: string | undefined; readonly port: number };
    }
  | DataMessage
  | { readonly op: 'fin' | 'open' | 'detach'; readonly end: EndId }
  /** What came for an end that is given to another process, and was not read. */
  | { readonly op: 'give-back'; readonly end: EndId; readonly items: readonly StreamItem[] }
  | { readonly op: 'release'; readonly end: EndId; readonly isReset: boolean }
  | { readonly op: 'taken'; readonly end: EndId; readonly bytes: number }
  | { readonly op: 'handle-signal'; readonly signal: number; readonly isHandled: boolean }
  /** A whole group where the pid is 0 (the own one) or below (with its minus). */
  | { readonly op: 'kill'; readonly pid: number; readonly signal: number }
  /** Comes back at once: a turn of the browser's own loop, for a process that has no quicker way to one. */
  | { readonly op: 'wake' }
  | { readonly op: 'files'; readonly changes: readonly FileChange[] };

export function peerOf(end: EndId): EndId {
  const pair = pairOf(end);
  return end.endsWith('a') ? `${pair}b` : `${pair}a`;
}

export function pairOf(end: EndId): string {
  return end.slice(0, -1);
}

/** Signals by their number on Linux. */
export const SIGNALS = {
  ...{ SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9 },
  ...{ SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGSTKFLT: 16, SIGCHLD: 17 },
  ...{ SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25 },
  ...{ SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPWR: 30, SIGSYS: 31 },
} as const;

/** The largest that Linux has. */
export const LAST_SIGNAL = 64;

/** What the engine can send; a browser cannot pause a worker. */
export const DELIVERED_SIGNALS: readonly Signal[] = ['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGUSR2'];

export function signalName(number: number): string {
  return Object.entries(SIGNALS).find(([, value]) => value === number)?.[0] ?? 'SIGTERM';
}

/** What a process does not notice unless it handles it; no browser can halt one. */
export const IGNORED_SIGNALS: readonly number[] = [
  ...[SIGNALS.SIGCHLD, SIGNALS.SIGURG, SIGNALS.SIGWINCH],
  ...[SIGNALS.SIGCONT, SIGNALS.SIGSTOP, SIGNALS.SIGTSTP, SIGNALS.SIGTTIN, SIGNALS.SIGTTOU],
];

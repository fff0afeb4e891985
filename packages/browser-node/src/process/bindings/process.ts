/** `process_wrap`, `signal_wrap` and `process_methods`: children, signals, and what `process` itself does. */
import { defineBinding, each } from '../binding.ts';
import { Connection, newPair } from '../connections.ts';
import { exitProcess } from '../endings.ts';
import { descriptors, writeDescriptor } from '../files/descriptors.ts';
import { absolute, tree } from '../files/tree.ts';
import { fire, HandleWrap } from '../handles/async-wrap.ts';
import type { StreamWrap } from '../handles/stream-wrap.ts';
import { encodeUtf8, host, noop, startedAt } from '../host.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { handles } from '../loop.ts';
import { parts } from '../parts.ts';
import { realm, started } from '../realm.ts';
import { refuseBeyondLimits } from '../spawn-limits.ts';
import { missingPart } from '../shape.ts';
import { UV, uvException } from '../uv.ts';
import { SIGNALS, type Descriptor } from '../../protocol.ts';
import { knowEmitWarning } from '../warnings.ts';
import { commandLine } from './options.ts';
import { commandLineArguments } from '../command-line.ts';

export const EXEC_PATH = '/usr/local/bin/node';

interface Stdio {
  readonly type: 'pipe' | 'overlapped' | 'inherit' | 'fd' | 'ignore' | 'wrap';
  readonly handle?: StreamWrap;
  readonly ipc?: boolean;
  readonly fd?: number;
}

class Process extends HandleWrap {
  declare onexit: ((code: number, signal: string) => void) | undefined;
  pid = 0;
  #isRunning = false;
  /** Of its streams and its channel. */
  #ends: Connection[] = [];

  protected override isActive(): boolean {
    return this.#isRunning;
  }

  spawn(
    file: string,
    args: readonly string[] | undefined,
    cwd: string | null | undefined,
    ...[envPairs, stdio]: [readonly string[] | undefined, readonly Stdio[]]
  ): number {
    const folder = cwd ?? realm.cwd;
    if (tree.get(absolute(folder))?.type !== 'folder') return UV.ENOENT;
    refuseBeyondLimits(file === 'node' ? EXEC_PATH : file, { execPath: EXEC_PATH, running: children.size });
    this.pid = nextPid++;
    this.#isRunning = true;
    children.set(this.pid, this);
    tellKernel({
      op: 'spawn',
      pid: this.pid,
      // Node's library takes whatever can be text.
      args: (args ?? [file]).map(String),
      env: Object.fromEntries((envPairs ?? []).map(splitPair)),
      cwd: absolute(folder),
      descriptors: stdio.map((each, fd) => this.#descriptorFor(each, fd)),
    });
    return 0;
  }

  #descriptorFor({ type, handle, ipc: isIpc = false, fd: inherited = -1 }: Stdio, fd: number): Descriptor {
    if (type === 'pipe' || type === 'overlapped') {
      const { ours, theirs } = newPair(started().pid);
      const end = Connection.of(ours, undefined, isIpc);
      handle?.attach(end);
      this.#ends.push(end);
      return { fd, kind: 'pipe', end: theirs, isIpc };
    }
    if (type === 'wrap' && handle?.connection !== undefined) {
      return { fd, kind: 'pipe', end: handle.connection.end, isIpc: false };
    }
    return type === 'inherit' || type === 'fd' ? inheritedDescriptor(fd, inherited) : { fd, kind: 'null' };
  }

  kill(signal: number): number {
    if (!this.#isRunning) return UV.ESRCH;
    if (signal !== 0) tellKernel({ op: 'kill', pid: this.pid, signal });
    return 0;
  }

  ended(code: number, signal: string | null): void {
    this.#isRunning = false;
    fire(this, () => this.#tellEnd(code, signal), true);
  }

  /** After what the child said before, as libuv looks at signals last. */
  #tellEnd(code: number, signal: string | null): void {
    if (this.#ends.some((end) => end.isDelivering)) return fire(this, () => this.#tellEnd(code, signal));
    this.#ends = [];
    if (!this.isClosing) this.onexit?.(code, signal ?? '');
  }
}

/** What a child or a thread gets as `fd` of what is `from` here. */
export function inheritedDescriptor(fd: number, from: number): Descriptor {
  const file = descriptors.get(from);
  if (file?.kind === 'terminal') return { fd, kind: 'terminal', stream: file.stream };
  if (file?.kind === 'pipe') return { fd, kind: 'pipe', end: file.connection.end, isIpc: false };
  return { fd, kind: 'null' };
}

const children = new Map<number, Process>();
let nextPid = 0;
let pids: ReadonlySet<number> = new Set();

class Signal extends HandleWrap {
  declare onsignal: (signal: number) => void;
  #number: number | undefined;

  protected override isActive(): boolean {
    return this.#number !== undefined;
  }

  start(signal: number): number {
    if (signal === SIGNALS.SIGKILL || signal === SIGNALS.SIGSTOP) return UV.EINVAL;
    this.#number = signal;
    signalHandles.set(this, signal);
    tellKernel({ op: 'handle-signal', signal, isHandled: true });
    return 0;
  }

  stop(): number {
    const signal = this.#number;
    this.#number = undefined;
    signalHandles.delete(this);
    const isHandled = [...signalHandles.values()].includes(signal ?? 0);
    if (signal !== undefined && !isHandled) tellKernel({ op: 'handle-signal', signal, isHandled });
    return 0;
  }

  protected override onClose(): void {
    this.stop();
  }
}

const signalHandles = new Map<Signal, number>();

export function listenForProcesses(): void {
  onKernel('child-exit', ({ pid, code, signal }) => {
    children.get(pid)?.ended(code, signal);
    children.delete(pid);
  });
  onKernel('pids', (message) => {
    pids = new Set(message.pids);
  });
  onKernel('signal', ({ signal }) => {
    for (const [handle, number] of signalHandles) if (number === signal) fire(handle, () => handle.onsignal(signal));
  });
}

export function knowPids(firstChild: number): void {
  nextPid = firstChild;
}

defineBinding('process_wrap', () => ({ Process }));
defineBinding('signal_wrap', () => ({ Signal }));

/** `process.hrtime` counts from here, so that its nanoseconds stay exact; all processes of a page share it. */
const CLOCK_ORIGIN_MS = 1.7e12;

function nanoseconds(): bigint {
  return BigInt(Math.round((host.performance.timeOrigin - CLOCK_ORIGIN_MS + host.performance.now()) * 1_000)) * 1_000n;
}

/** Estimates: a page is told nothing of a worker's memory, but for V8's heap in some browsers. */
const ESTIMATED_BYTES = { rss: 60e6, heapTotal: 30e6, heapUsed: 20e6, external: 1e6, arrayBuffers: 1e5 } as const;

function memory(): readonly number[] {
  const { memory: heap } = host.performance as Performance & {
    readonly memory?: { readonly totalJSHeapSize: number; readonly usedJSHeapSize: number };
  };
  const { rss, heapTotal, heapUsed, external, arrayBuffers } = ESTIMATED_BYTES;
  return [rss, heap?.totalJSHeapSize ?? heapTotal, heap?.usedJSHeapSize ?? heapUsed, external, arrayBuffers];
}

function changeFolder(folder: string): void {
  const path = absolute(folder);
  const node = tree.get(path);
  if (node === undefined) throw uvException('ENOENT', 'chdir', realm.cwd, folder);
  if (node.type !== 'folder') throw uvException('ENOTDIR', 'chdir', realm.cwd, folder);
  realm.cwd = path;
}

function sendSignal(pid: number, signal: number): number {
  const isSelf = pid === started().pid;
  if (!isSelf && !children.has(pid) && !pids.has(pid)) return UV.ESRCH;
  if (isSelf && signal === SIGNALS.SIGKILL) exitProcess(0, 'SIGKILL');
  if (signal !== 0) tellKernel({ op: 'kill', pid, signal });
  return 0;
}

const activeHandles = () => [...handles].filter((handle) => handle.isKeepingAlive());

function deprecations(): Record<string, boolean> {
  const { '--deprecation': isOn, '--trace-deprecation': isTraced, '--throw-deprecation': isThrown } = commandLine;
  return {
    ...(isOn === false && { noDeprecation: true }),
    ...(isTraced === true && { traceDeprecation: true }),
    ...(isThrown === true && { throwDeprecation: true }),
  };
}

function patchProcessObject(process: object): void {
  const { argv, execArgv } = commandLineArguments();
  const { pid, ppid, thread } = started();
  const facts = {
    argv: [...argv],
    execArgv: [...execArgv],
    pid: thread?.processId ?? pid,
    ppid,
    execPath: EXEC_PATH,
    title: (commandLine['--title'] as string | undefined) ?? argv[0],
    ...deprecations(),
    debugPort: 9229,
  };
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(process, name, { value, enumerable: true, configurable: true, writable: true });
  }
  Object.defineProperty(process, 'versions', { value: Object.freeze({ ...parts.facts.versions }), enumerable: true });
}

defineBinding('process_methods', () => {
  // Three words, of which the library reads the first two as one number too.
  const words = new Uint32Array(new ArrayBuffer(16), 0, 3);
  const big = new BigUint64Array(words.buffer, 0, 1);
  const cpuMicroseconds = (out: Float64Array) => out.set([(host.performance.now() - startedAt) * 1_000, 0]);
  return {
    setEmitWarningSync: knowEmitWarning,
    ...each(['_debugProcess', '_debugEnd', 'loadEnvFile'], noop),
    hrtimeBuffer: words,
    hrtime: () => {
      const now = nanoseconds();
      const seconds = now / 1_000_000_000n;
      words.set([Number(seconds >> 32n), Number(seconds & 0xffffffffn), Number(now % 1_000_000_000n)]);
    },
    hrtimeBigInt: () => {
      big[0] = nanoseconds();
    },
    uptime: () => (host.performance.now() - startedAt) / 1_000,
    cwd: () => realm.cwd,
    chdir: changeFolder,
    umask: (mask?: number) => {
      const before = realm.umask;
      if (mask !== undefined) realm.umask = mask & 0o777;
      return before;
    },
    memoryUsage: (out: Float64Array) => out.set(memory()),
    rss: () => ESTIMATED_BYTES.rss,
    constrainedMemory: () => 0,
    availableMemory: () => 4 * 2 ** 30,
    cpuUsage: cpuMicroseconds,
    threadCpuUsage: cpuMicroseconds,
    // User and system time, and the largest size in kilobytes; the others are not known.
    resourceUsage: (out: Float64Array) => {
      out.fill(0);
      cpuMicroseconds(out);
      out[2] = ESTIMATED_BYTES.rss / 1_024;
    },
    _getActiveRequests: () => [],
    _getActiveHandles: activeHandles,
    getActiveResourcesInfo: () => activeHandles().map((handle) => `${handle.constructor.name}Wrap`),
    _kill: sendSignal,
    _rawDebug: (text: string) => writeDescriptor(2, encodeUtf8(`${text}\n`)),
    reallyExit: (code: number) => exitProcess(code),
    abort: () => exitProcess(0, 'SIGABRT'),
    causeSegfault: () => exitProcess(0, 'SIGSEGV'),
    dlopen: () => {
      throw missingPart('native addons');
    },
    patchProcessObject,
  };
});

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=', 1);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** `process_methods`: what `process` itself does. */
import { defineBinding, each } from '../binding.ts';
import { exitProcess } from '../endings.ts';
import { loadEnvFile } from '../environment-files.ts';
import { writeDescriptor } from '../files/descriptors.ts';
import { absolute, tree } from '../files/tree.ts';
import { encodeUtf8, host, noop, startedAt } from '../host.ts';
import { handles } from '../loop.ts';
import { parts } from '../parts.ts';
import { realm, started } from '../realm.ts';
import { missingPart } from '../shape.ts';
import { uvException } from '../uv.ts';
import { knowEmitWarning } from '../warnings.ts';
import { commandLine } from './options.ts';
import { commandLineArguments } from '../command-line.ts';
import { sendSignal } from './signals.ts';

export const EXEC_PATH = '/usr/local/bin/node';

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

/** As Node's C++ calls them, which has names of its own for a few. */
const RESOURCE_NAMES: Readonly<Record<string, string>> = { TCPWrap: 'TCPSocketWrap', PipeServerWrap: 'PipeWrap' };

function activeResources(): readonly string[] {
  const { timeoutInfo = [], immediateInfo = [] } = realm.internalBinding('timers') as Record<string, Int32Array>;
  const named = (kind: string) => RESOURCE_NAMES[kind] ?? (/(?:Wrap|Port|Worker)$/.test(kind) ? kind : `${kind}Wrap`);
  return [
    ...activeHandles().map(({ kind }) => named(kind)),
    ...Array.from({ length: timeoutInfo[0] ?? 0 }, () => 'Timeout'),
    ...Array.from({ length: immediateInfo[1] ?? 0 }, () => 'Immediate'),
  ];
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
    ...each(['_debugProcess', '_debugEnd'], noop),
    loadEnvFile,
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
    getActiveResourcesInfo: activeResources,
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

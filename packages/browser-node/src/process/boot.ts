/**
 * Boots Node's library as its C++ does. The first part needs neither arguments nor environment and runs when the worker is created,
 * like Node's startup snapshot; the second begins when the kernel says what the process is.
 */
import { trackContext } from './async-context.ts';
import { getInternalBinding } from './binding.ts';
import { makeEarlyBindings } from './bindings/small.ts';
import { knowPids } from './bindings/children.ts';
import { SharedMemory } from './blocking.ts';
import { knowProcesses } from './process-table.ts';
import { libraryModule } from './chunks.ts';
import { CommandLineEnd, commandLineArguments } from './command-line.ts';
import { exitProcess } from './endings.ts';
import { loadEnvironmentFiles } from './environment-files.ts';
import { Connection } from './connections.ts';
import { installDisposalSymbols } from './disposal-symbols.ts';
import { domException } from './dom-exception.ts';
import { descriptors, writeDescriptor, type OpenFile } from './files/descriptors.ts';
import { tree } from './files/tree.ts';
import { inContextOf } from './handles/async-wrap.ts';
import { setBoundSockets } from './handles/bound-sockets.ts';
import { decodeUtf8, encodeUtf8, host, noop } from './host.ts';
import { startLoop } from './loop.ts';
import { parts } from './parts.ts';
import { installPrivateSymbols, privateSymbols } from './private-symbols.ts';
import { createProcessObject } from './process-object.ts';
import { removeForeignGlobals } from './foreign-globals.ts';
import { installFunctionConstructor } from './function-constructor.ts';
import { installProxy } from './proxies.ts';
import { isIn, realm } from './realm.ts';
import { knowScript } from './stacks/library-lines.ts';
import { useWebGlobals } from './web-globals.ts';
import { installStackTraces, setStackTraceLimit } from './stacks/stack-traces.ts';
import type { Descriptor, StartMessage } from '../protocol.ts';

const PROCESS_SWITCHES = ['is_main_thread', 'does_own_process_state'];
const THREAD_SWITCHES = ['is_not_main_thread', 'does_not_own_process_state'];

/** As Node numbers what runs first. */
const MAIN_SCRIPT = 1;

const primordials = {};

function run(id: string): void {
  libraryModule(id)(realm.process, realm.require, realm.internalBinding, primordials);
}

function runPerContext(id: string): Record<string, unknown> {
  const exports = {};
  parts.library[id]?.(exports, primordials, privateSymbols, getInternalBinding('symbols'));
  return exports;
}

function nodeCrypto(): unknown {
  return (realm.require('internal/crypto/webcrypto') as { crypto: unknown }).crypto;
}

/** @param start of a worker thread, which boots once it knows what it is */
export function bootLibrary(start?: StartMessage): void {
  realm.start = start;
  installPrivateSymbols();
  installDisposalSymbols();
  installProxy();
  useWebGlobals();
  makeEarlyBindings();
  runPerContext('internal/per_context/primordials');
  domException.Class = runPerContext('internal/per_context/domexception')['DOMException'];
  runPerContext('internal/per_context/messageport');
  realm.process = createProcessObject();
  if (SharedMemory !== undefined) {
    Object.defineProperty(globalThis, 'SharedArrayBuffer', { value: SharedMemory, configurable: true, writable: true });
  }
  const noLinkedBinding = () => {
    throw new Error('No such binding');
  };
  parts.library['internal/bootstrap/realm']?.(realm.process, noLinkedBinding, getInternalBinding, primordials);
  for (const id of ['node', 'web/exposed-wildcard', 'web/exposed-window-or-worker']) run(`internal/bootstrap/${id}`);
  const switches = start === undefined ? PROCESS_SWITCHES : THREAD_SWITCHES;
  for (const id of switches) run(`internal/bootstrap/switches/${id}`);
  const messaging = realm.internalBinding('messaging') as { exposeLazyDOMExceptionProperty(target: object): void };
  messaging.exposeLazyDOMExceptionProperty(globalThis);
  installStackTraces();
  removeForeignGlobals();
  installFunctionConstructor();
  // Without OpenSSL, the global WebCrypto is the browser's; over plain http that one lacks most, and Node's is better.
  Object.defineProperty(globalThis, 'crypto', {
    configurable: true,
    enumerable: true,
    get: () => ('subtle' in host.crypto ? host.crypto : nodeCrypto()),
    set: noop,
  });
}

export function bootProcess(start: StartMessage): void {
  realm.start = start;
  realm.cwd = start.cwd;
  knowScript(host.address, start.parts.lines);
  Object.assign(realm.process.env, start.env);
  for (const entry of start.files) tree.restore(entry);
  if (usesContext(start)) trackContext();
  for (const descriptor of start.descriptors) openDescriptor(descriptor);
  setBoundSockets(start.sockets);
  knowPids(start.firstChildPid);
  knowProcesses(start.table);
  const main = start.thread === undefined ? mainModule() : 'internal/main/worker_thread';
  startLoop(() => inContextOf({ asyncId: MAIN_SCRIPT }, () => run(main)));
}

/** Whether a text of the program speaks of it; all others go without what it costs. */
function usesContext({ args, files, ownFolder }: StartMessage): boolean {
  const texts = files.filter(([path, data]) => data !== null && /\.[cm]?js$/.test(path) && !isIn(ownFolder, path));
  return [...args, ...texts.map(([, data]) => decodeUtf8(data ?? new Uint8Array()))].some((text) =>
    text.includes('AsyncLocalStorage'),
  );
}

/** Reads the command line, which may end the process or set its environment. */
function mainModule(): string {
  try {
    const { main } = commandLineArguments();
    loadEnvironmentFiles();
    setStackTraceLimit();
    return main;
  } catch (end) {
    if (!(end instanceof CommandLineEnd)) throw end;
    writeDescriptor(end.code === 0 ? 1 : 2, encodeUtf8(end.output));
    return exitProcess(end.code);
  }
}

function openDescriptor(descriptor: Descriptor): void {
  const { fd, kind } = descriptor;
  if (kind === 'terminal') descriptors.set(fd, { kind, stream: descriptor.stream });
  else if (kind === 'pipe')
    descriptors.set(fd, { kind, connection: Connection.of(descriptor.end, undefined, descriptor.isIpc) });
  else if (kind === 'file') descriptors.set(fd, inheritedFile(descriptor));
  else descriptors.set(fd, { kind });
}

function inheritedFile({ path, access }: Extract<Descriptor, { kind: 'file' }>): OpenFile {
  const node = tree.get(path);
  return node === undefined ? { kind: 'null' } : { kind: 'file', node, position: 0, isAppending: true, access };
}

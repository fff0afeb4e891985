/** The state of this process: one Web Worker is one process, so there is exactly one of each. */
import type { StartMessage } from '../protocol.ts';

/** The part of Node's `process` that our code calls. */
export interface NodeProcess {
  readonly version: string;
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Record<string, string>;
  emit(event: string, ...args: unknown[]): boolean;
  _fatalException(error: unknown, fromPromise: boolean): boolean;
}

interface Realm {
  process: NodeProcess;
  /** Node's own `require` for its library, set when its loaders are ready. */
  require: (id: string) => unknown;
  internalBinding: (name: string) => unknown;
  /** The kernel's start message; undefined while the worker waits to become a process. */
  start: StartMessage | undefined;
  cwd: string;
  /** The mode bits that a new file does not get. */
  umask: number;
  /** Whether exit has begun, with its code sent to the kernel: no callback runs any more. */
  isDead: boolean;
  /** [is exiting, code, has code]: shared with Node's library. */
  readonly exitInfo: Int32Array;
  bufferPrototype: object;
}

const notYet = (): never => {
  throw new Error("Node's loaders are not there yet.");
};

export const realm: Realm = {
  process: undefined as unknown as NodeProcess,
  require: notYet,
  internalBinding: notYet,
  start: undefined,
  cwd: '/',
  umask: 0o22,
  isDead: false,
  exitInfo: new Int32Array(3),
  bufferPrototype: Uint8Array.prototype,
};

/** Thrown to unwind the stack: Node's code is entered again in the next macrotask, after the browser has drained its microtasks. */
const YIELD = new Error('yield');
/** Thrown to unwind the stack where the thread cannot be stopped: the process has ended. */
const EXIT = new Error('exit');

/** Set when one of the next two functions throws its sentinel, until `isUnwinding` is asked. */
let unwinding: Error | undefined;

/** @throws {YIELD} */
export function yieldNow(): never {
  unwinding = YIELD;
  throw YIELD;
}

/** @throws {EXIT} */
export function unwindToExit(): never {
  unwinding = EXIT;
  throw EXIT;
}

/** Whether a sentinel unwinds the stack; asked once, where the unwinding ends. */
export function isUnwinding(): boolean {
  const was = unwinding !== undefined;
  unwinding = undefined;
  return was;
}

export function isSentinel(error: unknown): boolean {
  return error === YIELD || error === EXIT;
}

/** The bytes as a Buffer. */
export function asBuffer<View extends Uint8Array>(bytes: View): View {
  return Object.setPrototypeOf(bytes, realm.bufferPrototype) as View;
}

/** Whether the file is in the page's own folder. */
export function isIn(ownFolder: string | undefined, path: string): boolean {
  return ownFolder !== undefined && path.includes(`/${ownFolder}/`);
}

/** @throws {Error} before the kernel started this process */
export function started(): StartMessage {
  if (realm.start === undefined) throw new Error('This process was not started yet.');
  return realm.start;
}

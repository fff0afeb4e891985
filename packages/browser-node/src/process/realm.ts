/** The state of this process: one Web Worker is one process, so there is exactly one of each. */
import type { StartMessage } from '../protocol.ts';

/** As far as our side of the line calls it. */
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
  /** Node's own `require` for its library, set when its loaders are there. */
  require: (id: string) => unknown;
  internalBinding: (name: string) => unknown;
  /** What the kernel said at the start; undefined while the process waits to become one. */
  start: StartMessage | undefined;
  cwd: string;
  /** What a new file's mode leaves out. */
  umask: number;
  /** Exit, with its code told to the kernel, has begun: no callback runs any more. */
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

/** Thrown to unwind the stack: Node's code is entered again in the next macrotask, after the browser drained its microtasks. */
export const YIELD = new Error('yield');
/** Thrown to unwind the stack where the thread cannot be stopped: the process has ended. */
export const EXIT = new Error('exit');

/** Whether a sentinel was thrown by one of the next two, and asks who called Node for the first time. */
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

/** Whether what unwinds the stack is a sentinel; asked once, where it ends. */
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

/** Whether it is a file of the page's own folder. */
export function isIn(ownFolder: string | undefined, path: string): boolean {
  return ownFolder !== undefined && path.includes(`/${ownFolder}/`);
}

/** @throws {Error} before the kernel started this process */
export function started(): StartMessage {
  if (realm.start === undefined) throw new Error('This process was not started yet.');
  return realm.start;
}

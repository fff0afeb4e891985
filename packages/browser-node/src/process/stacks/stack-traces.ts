/**
 * Stack traces as Node writes them, where the browser's engine has V8's interface for structured frames: the program's places are those
 * in their own text, the library's are `node:net:123:45`, and our own frames are left out.
 */
import { commandLine } from '../bindings/options.ts';
import { host } from '../host.ts';
import { placeOf } from './places.ts';
import { placeText, type Place } from './place.ts';

export interface CallSite {
  getTypeName(): string | null;
  getFunctionName(): string | null;
  getMethodName(): string | null;
  isToplevel(): boolean;
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isAsync(): boolean;
  toString(): string;
}

interface V8Error {
  prepareStackTrace?: ((error: object, sites: readonly CallSite[]) => unknown) | undefined;
  stackTraceLimit: number;
  captureStackTrace?(target: object, above?: unknown): void;
}

type Prepare = (global: object, error: object, sites: readonly object[]) => unknown;

interface Frame {
  readonly site: CallSite;
  /** Undefined for native functions, and for frames that are not shown. */
  readonly place: Place | undefined;
  readonly isNative: boolean;
}

const V8 = Error as unknown as V8Error;
const LIMIT = { node: 10, ours: 30 } as const;
/** The frames in the stack of an error, its top first. */
const places = new WeakMap<object, readonly Place[]>();
/** Objects whose stack was captured under an unusual limit. */
const unlimited = new WeakSet();
let prepare: Prepare | undefined;

/** The formatter of Node's library for structured frames. */
export function knowPrepare(callback: Prepare): void {
  prepare = callback;
}

/** Called before the library captures the built-in objects. */
export function installLimit(): void {
  const { captureStackTrace } = V8;
  if (captureStackTrace === undefined || !hasStructuredFrames()) return;
  // Our own frames count for V8, and are taken out afterwards.
  V8.stackTraceLimit = LIMIT.ours;
  const own = {
    captureStackTrace(target: object, above?: unknown): void {
      if (V8.stackTraceLimit !== LIMIT.ours) unlimited.add(target);
      captureStackTrace.call(Error, target, above ?? own.captureStackTrace);
    },
  };
  Object.defineProperty(Error, 'captureStackTrace', {
    value: own.captureStackTrace,
    configurable: true,
    writable: true,
  });
}

/** `--stack-trace-limit` */
export function setStackTraceLimit(): void {
  const wanted = commandLine['--stack-trace-limit'];
  if (typeof wanted === 'number') V8.stackTraceLimit = wanted;
}

/** The limit after the library has set its own. */
export function installStackTraces(): void {
  if (!hasStructuredFrames()) return;
  const ofNode = V8.prepareStackTrace;
  const ErrorPrepareStackTrace: NonNullable<V8Error['prepareStackTrace']> = (error, sites) => {
    const shown = shownFrames(sites, unlimited.has(error) || V8.stackTraceLimit !== LIMIT.ours);
    rememberPlaces(
      error,
      shown.flatMap(({ place }) => place ?? []),
    );
    V8.prepareStackTrace = ofNode;
    try {
      return prepare?.(globalThis, error, shown.map(asCallSite));
    } finally {
      V8.prepareStackTrace = ErrorPrepareStackTrace;
    }
  };
  Object.defineProperty(Error, 'prepareStackTrace', {
    value: ErrorPrepareStackTrace,
    ...{ configurable: true, writable: true, enumerable: false },
  });
}

export function rememberPlaces(error: object, shown: readonly Place[]): void {
  places.set(error, shown);
}

/** The place of the error's making, and its callers; empty where they are unknown. */
export function placesOfError(error: object): readonly Place[] {
  // V8 writes a stack at its first reading.
  void (error as Error).stack;
  return places.get(error) ?? [];
}

/** The place of an error whose stack V8 has not written yet: once written, it is only text. */
export function placeIfUnread(error: object): Place | undefined {
  return places.has(error) ? undefined : placesOfError(error)[0];
}

/** The callers of `above`, which is a function on the stack. */
export function callers(above: unknown, count: number): readonly CallSite[] {
  return capture(above).slice(0, count).map(asCallSite);
}

/** The place of the call of `above`. */
export function callerPlace(above: unknown): Place | undefined {
  return capture(above)[0]?.place;
}

function capture(above: unknown): readonly Frame[] {
  const { prepareStackTrace, stackTraceLimit } = V8;
  const holder: { stack?: unknown } = {};
  try {
    V8.stackTraceLimit = Infinity;
    V8.prepareStackTrace = (_, sites) => sites;
    V8.captureStackTrace?.(holder, above);
    return Array.isArray(holder.stack) ? shownFrames(holder.stack as CallSite[], true) : [];
  } finally {
    V8.prepareStackTrace = prepareStackTrace;
    V8.stackTraceLimit = stackTraceLimit;
  }
}

function hasStructuredFrames(): boolean {
  const { prepareStackTrace } = V8;
  try {
    V8.prepareStackTrace = (_, sites) => sites;
    return Array.isArray(new Error('probe').stack);
  } finally {
    V8.prepareStackTrace = prepareStackTrace;
  }
}

function shownFrames(sites: readonly CallSite[], isUnlimited: boolean): readonly Frame[] {
  const frames = sites.map(frameOf);
  const shown = frames.filter(({ place, isNative }, index) => {
    if (!isNative) return place !== undefined;
    // A native function that our code called is ours too.
    const caller = frames.slice(index + 1).find((frame) => !frame.isNative);
    return caller?.place !== undefined;
  });
  const end = shown.findIndex((frame, index) => isLoaderBelow(frame, shown[index - 1]));
  return shown.slice(0, Math.min(end < 0 ? Infinity : end, isUnlimited ? Infinity : LIMIT.node));
}

/** In V8 the waiting loader is no caller of a module that waits itself; here a module is an async function. */
function isLoaderBelow({ site }: Frame, above: Frame | undefined): boolean {
  const isOfProgram = above?.place !== undefined && !above.place.file.startsWith('node:');
  return isOfProgram && site.isAsync() && site.getFunctionName() === 'run';
}

function frameOf(site: CallSite): Frame {
  const [file, line, column] = [site.getScriptNameOrSourceURL(), site.getLineNumber(), site.getColumnNumber()];
  if (file === null || line === null || column === null) return { site, place: undefined, isNative: true };
  return { site, place: placeOf(file, line, column), isNative: false };
}

/** The same frame, with its place in the program's own text. */
function asCallSite({ site, place }: Frame): CallSite {
  if (place === undefined) return site;
  const own: Record<string, () => unknown> = {
    getFileName: () => place.file,
    getScriptNameOrSourceURL: () => place.file,
    getLineNumber: () => place.line ?? null,
    getColumnNumber: () => place.column ?? null,
    toString: () => frameText(site, place),
  };
  return new host.Proxy(site, {
    get: (target, name) => {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}

function frameText(site: CallSite, place: Place): string {
  const [, isAsync = '', name = ''] = /^(async )?(?:(.*) \()?[^()]*\)?$/.exec(site.toString()) ?? [];
  const shown = site.getFunctionName()?.includes('.') === true ? nameWithoutGuess(site) : name;
  const where = placeText(place);
  return `${isAsync}${shown === '' || `node:${shown}` === place.file ? where : `${shown} (${where})`}`;
}

/** Newer versions of V8 than the pinned Node's guess names of nameless functions, from what they are assigned to. */
function nameWithoutGuess(site: CallSite): string {
  if (site.isToplevel() || site.isAsync()) return '';
  return `${site.getTypeName() ?? 'Object'}.${site.getMethodName() ?? '<anonymous>'}`;
}

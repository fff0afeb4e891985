/**
 * Gives errors the stacks of V8 where the browser's engine writes others: Node's library, and what people read, know only
 * `Name: message` followed by lines that begin with `at`. Firefox and Safari write `function@address:line:column`, without a header;
 * Firefox when a stack is read, Safari into a property of each error when it is made or thrown.
 */

import { placeText, type Place } from './stacks/place.ts';

interface WithStack {
  stack?: string;
}

export interface StackPlaces {
  /** Where a frame stands; undefined for one that is not shown. */
  placeOf(file: string, line: number, column: number): Place | undefined;
  /** Hears what places the stack of an error shows. */
  remember(error: object, places: readonly Place[]): void;
}

/** Of the library's functions that make errors; V8 is told to leave them out. */
const MAKERS = 'node:internal/errors';
/** Names that the browser's engine gives to what has none. */
const NAMELESS = /^(?:<|globalThis\.__compiled|(?:global|eval|module) code)$/;
/** What makes errors. */
const MAKING = 'Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError'.split(' ');
/** What Safari hangs on an error beside its stack, and Node does not. */
const EXTRAS = ['line', 'column', 'sourceURL'] as const;
/** Node's own, and as many as Safari shall write: frames of ours count there, and are taken out afterwards. */
const LIMIT = { node: 10, native: 100 } as const;

let { placeOf, remember }: StackPlaces = {
  placeOf: (file, line, column) => ({ file, line, column }),
  remember: () => undefined,
};

/** As far as they are written, or captured and not read yet. */
const stacks = new WeakMap<object, unknown>();

/** Each error has a stack of its own that is not V8's. */
let isOwn = false;

/** Then they also name the address of a script, whatever it says that it is called. */
export function areStacksOfSafari(): boolean {
  return isOwn;
}

/** Once, before Node's library takes the natives. Where stacks are V8's nothing is changed. */
export function installStacks(places: StackPlaces): void {
  ({ placeOf, remember } = places);
  const native = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  const read = native?.get as ((this: unknown) => string | undefined) | undefined;
  if (read !== undefined) installReader(read);
  else if (new Error('probe').stack?.startsWith('Error: probe') === false) installMakers();
}

function installReader(read: (this: unknown) => string | undefined): void {
  Object.defineProperty(Error.prototype, 'stack', {
    configurable: true,
    get(this: unknown) {
      if (typeof this !== 'object' || this === null) return undefined;
      if (stacks.has(this)) return stacks.get(this);
      const text = read.call(this);
      if (text === undefined) return undefined;
      const stack = asV8(this, text);
      stacks.set(this, stack);
      return stack;
    },
    set(this: unknown, value: unknown) {
      if (typeof this === 'object' && this !== null) {
        Object.defineProperty(this, 'stack', { value, configurable: true, enumerable: false, writable: true });
      }
    },
  });
  installCapture(read);
}

function installCapture(read: (this: unknown) => string | undefined): void {
  const V8 = Error as unknown as { captureStackTrace?: (target: object, above?: unknown) => void };
  const native = V8.captureStackTrace;
  const own = {
    captureStackTrace(target: object, above?: unknown): void {
      const holder: WithStack = {};
      if (native === undefined) holder.stack = read.call(new Error()) ?? '';
      else native.call(Error, holder, above ?? own.captureStackTrace);
      writeLater(target, holder.stack ?? '');
    },
  };
  Object.defineProperty(Error, 'captureStackTrace', {
    value: own.captureStackTrace,
    configurable: true,
    writable: true,
  });
}

/** As V8 does: Node sets an error's code after it has captured. @param frames as the browser's engine writes them */
function writeLater(target: object, frames: string): void {
  let text: unknown;
  Object.defineProperty(target, 'stack', {
    configurable: true,
    enumerable: false,
    get: () => (text ??= asV8(target, frames)),
    set: (value: unknown) => {
      Object.defineProperty(target, 'stack', { value, configurable: true, enumerable: false, writable: true });
    },
  });
}

/** Whatever makes an error is stood in for; what the browser's engine throws by itself gets its stack when it is handed on. */
function installMakers(): void {
  isOwn = true;
  installCapture(() => undefined);
  const limited = { stackTraceLimit: LIMIT.node as unknown };
  Object.assign(Error, { stackTraceLimit: LIMIT.native });
  for (const name of MAKING) {
    const Native = Reflect.get(globalThis, name) as ErrorConstructor;
    const handler: ProxyHandler<ErrorConstructor> = {
      construct: (_, args, maker) => adopted(Reflect.construct(Native, args, maker) as object),
      apply: (_, __, args: unknown[]) => adopted(Reflect.construct(Native, args) as object),
      get: (_, key, receiver) => Reflect.get(Object.hasOwn(limited, key) ? limited : Native, key, receiver) as unknown,
      set: (_, key, value, receiver) =>
        Object.hasOwn(limited, key) ? Reflect.set(limited, key, value) : Reflect.set(Native, key, value, receiver),
    };
    const Maker = new Proxy(Native, handler);
    const hidden = { value: Maker, configurable: true, enumerable: false, writable: true };
    Object.defineProperty(globalThis, name, hidden);
    Object.defineProperty(Native.prototype, 'constructor', hidden);
    if (name !== 'Error') Object.setPrototypeOf(Native, Error);
  }
}

function adopted<Value extends object>(error: Value): Value {
  const frames = Object.getOwnPropertyDescriptor(error, 'stack')?.value as unknown;
  if (typeof frames !== 'string' || stacks.has(error)) return error;
  stacks.set(error, frames);
  for (const name of EXTRAS) Reflect.deleteProperty(error, name);
  writeLater(error, frames);
  return error;
}

/** @param frames as the browser's engine writes them */
export function asV8(error: object, frames: string): string {
  const { stackTraceLimit } = Error as unknown as { stackTraceLimit?: unknown };
  const limit = typeof stackTraceLimit === 'number' ? stackTraceLimit : 10;
  const all = frames.split('\n').flatMap((line) => frameOf(line) ?? []);
  const top = all.findIndex(({ place }) => place?.file !== MAKERS);
  const shown = all.slice(Math.max(0, top)).slice(0, Math.max(0, limit));
  remember(
    error,
    shown.flatMap(({ place }) => place ?? []),
  );
  return [headerOf(error), ...shown.map(({ text }) => text)].join('\n');
}

/** Node tells errors from other values by a `stack` of their own, as V8 writes it. */
export function ownStack(error: unknown): void {
  if (!(error instanceof Error)) return;
  if (isOwn) adopted(error);
  if (Object.hasOwn(error, 'stack')) return;
  const value = error.stack;
  Object.defineProperty(error, 'stack', { value, configurable: true, enumerable: false, writable: true });
}

function headerOf(error: object): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** `async*load@http://host/a.js:3:7` is `    at async load (http://host/a.js:3:7)`. */
function frameOf(line: string): { readonly text: string; readonly place?: Place } | undefined {
  const [, name = '', file, row = '', column = ''] = /^(.*?)@(.*?):(\d+):(\d+)$/.exec(line) ?? [];
  if (file === undefined)
    return line.trim() === '' || line.includes('@') ? undefined : { text: `    at ${line.trim()}` };
  const place = placeOf(file, Number(row), Number(column));
  if (place === undefined) return undefined;
  const isAsync = /^(?:async|promise callback|setTimeout handler)\*/.test(name);
  // `outer/inner` is a function within another, `/<` one without a name.
  const plain =
    name
      .replace(/^[^*]*\*/, '')
      .replaceAll(/\/?<$/g, '')
      .split('/')
      .at(-1) ?? '';
  const shown = `${isAsync ? 'async ' : ''}${NAMELESS.test(plain) ? '' : plain}`.trim();
  const where = placeText(place);
  return { text: shown === '' ? `    at ${where}` : `    at ${shown} (${where})`, place };
}

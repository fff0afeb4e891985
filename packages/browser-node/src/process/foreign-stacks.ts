/**
 * Gives errors the stacks of V8 where the browser's engine writes others: Node's library, and what people read, know only
 * `Name: message` followed by lines that begin with `at`. Firefox and Safari write `function@address:line:column`, without a header.
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
const NAMELESS = /^(?:<|globalThis\.__compiled)$/;

let { placeOf, remember }: StackPlaces = {
  placeOf: (file, line, column) => ({ file, line, column }),
  remember: () => undefined,
};

/** As far as they are written, or captured and not read yet. */
const stacks = new WeakMap<object, unknown>();

/** Once, before Node's library takes the natives. Where stacks are V8's nothing is changed. */
export function installStacks(places: StackPlaces): void {
  ({ placeOf, remember } = places);
  const native = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  const read = native?.get as ((this: unknown) => string | undefined) | undefined;
  // V8 gives each error a property of its own.
  if (read === undefined) return;
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
      const frames = holder.stack ?? '';
      // Lazily, as V8 does: Node sets an error's code after it has captured.
      let text: unknown;
      Object.defineProperty(target, 'stack', {
        configurable: true,
        enumerable: false,
        get: () => (text ??= asV8(target, frames)),
        set: (value: unknown) => {
          Object.defineProperty(target, 'stack', { value, configurable: true, enumerable: false, writable: true });
        },
      });
    },
  };
  Object.defineProperty(Error, 'captureStackTrace', {
    value: own.captureStackTrace,
    configurable: true,
    writable: true,
  });
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

/** Node tells errors from other values by a `stack` of their own. */
export function ownStack(error: unknown): void {
  if (!(error instanceof Error) || Object.hasOwn(error, 'stack')) return;
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

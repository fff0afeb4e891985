/**
 * Gives errors the stacks of V8 where the browser's engine writes others: Node's library, and what learners read, know only
 * `Name: message` followed by lines that begin with `at`. Firefox and Safari write `function@address:line:column`, without a header.
 */

interface WithStack {
  stack?: string;
}

/** As far as they are written, or captured and not read yet. */
const stacks = new WeakMap<object, unknown>();

/** Once, before Node's library takes the natives. Where stacks are V8's nothing is changed. */
export function installStacks(): void {
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
  const lines = frames
    .split('\n')
    .flatMap((line) => frameOf(line) ?? [])
    .slice(0, Math.max(0, limit));
  return [headerOf(error), ...lines].join('\n');
}

function headerOf(error: object): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** `async*load@http://host/a.js:3:7` is `    at async load (http://host/a.js:3:7)`. */
function frameOf(line: string): string | undefined {
  const [, name = '', place] = /^(.*?)@(.*:\d+(?::\d+)?)$/.exec(line) ?? [];
  if (place === undefined) return line.trim() === '' || line.includes('@') ? undefined : `    at ${line.trim()}`;
  const isAsync = /^(?:async|promise callback|setTimeout handler)\*/.test(name);
  // `outer/inner` is a function within another, `/<` one without a name.
  const plain =
    name
      .replace(/^[^*]*\*/, '')
      .replaceAll(/\/?<$/g, '')
      .split('/')
      .at(-1) ?? '';
  const shown = `${isAsync ? 'async ' : ''}${plain}`.trim();
  return shown === '' ? `    at ${place}` : `    at ${shown} (${place})`;
}

/**
 * V8's continuation data, which Node keeps AsyncLocalStorage in: each promise callback and each `await` goes on with what was there
 * when it began to wait. No browser lets us hook promises, so in a program that uses it `then` is wrapped, and `await` is written
 * with a slot (esm/await-edits.ts). It costs no turn of the queue, so that nothing changes its order.
 */
import { host } from './host.ts';

export const SLOT_CLASS = '__nodeAwaitSlot';

let frame: unknown;
let isTracking = false;

export function contextFrame(): unknown {
  return frame;
}

export function setContextFrame(value: unknown): void {
  frame = value;
}

export function isContextTracked(): boolean {
  return isTracking;
}

const NOTHING = Symbol('nothing');

/** Of one call of an async function, which waits for one thing at a time. */
class AwaitSlot {
  #kept: unknown = NOTHING;

  before(awaited: unknown): unknown {
    this.#kept = frame;
    return awaited;
  }

  after(value: unknown): unknown {
    this.caught();
    return value;
  }

  /** Where it may have been thrown into. */
  caught(): void {
    if (this.#kept !== NOTHING) frame = this.#kept;
    this.#kept = NOTHING;
  }

  /** What `for await` goes over. */
  over(iterable: AsyncIterable<unknown> & Iterable<unknown>): object {
    const isAsync = iterable[Symbol.asyncIterator] !== undefined;
    const name = isAsync ? Symbol.asyncIterator : Symbol.iterator;
    return { [name]: () => this.#watched(iterable[name]() as AsyncIterator<unknown>) };
  }

  #watched(inner: AsyncIterator<unknown>): object {
    const steps = ['next', 'return', 'throw'] as const;
    const present = steps.filter((step) => typeof inner[step] === 'function');
    return Object.fromEntries(present.map((step) => [step, (value: unknown) => this.before(inner[step]?.(value))]));
  }
}

/** For a program that uses it, before its first line. */
export function trackContext(): void {
  isTracking = true;
  Object.defineProperty(globalThis, SLOT_CLASS, { configurable: true, value: AwaitSlot });
  const { prototype } = host.Promise;
  const { then } = prototype;
  const wrapped = {
    then(this: Promise<unknown>, onFulfilled?: unknown, onRejected?: unknown) {
      return then.call(this, kept(onFulfilled) as () => unknown, kept(onRejected) as () => unknown);
    },
  };
  Reflect.defineProperty(prototype, 'then', { value: wrapped.then, configurable: true, writable: true });
}

function kept(callback: unknown): unknown {
  if (typeof callback !== 'function') return callback;
  const ours = frame;
  return (value: unknown): unknown => {
    const theirs = frame;
    frame = ours;
    try {
      return (callback as (value: unknown) => unknown)(value);
    } finally {
      frame = theirs;
    }
  };
}

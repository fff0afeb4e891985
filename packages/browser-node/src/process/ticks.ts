/** process.nextTick and the microtasks around it: the binding `task_queue`. */
import { defineBinding } from './binding.ts';
import { attempt } from './attempt.ts';
import { onUncaught } from './endings.ts';
import { ownStack } from './foreign-stacks.ts';
import { host } from './host.ts';
import { enqueue, isLoopBusy, isLoopStarted, schedulePump, type LoopParts } from './loop.ts';
import { isSentinel, realm, yieldNow } from './realm.ts';

let hasTick = 0;
let hasRejection = 0;
/** Set when a tick threw and the process goes on: the ticks behind it run after the next callback, as in Node. */
let isInterrupted = false;
/** Drains that are skipped, since their macrotask began with one. */
let freeDrains = 0;
let processTicks: () => void = () => undefined;

export const ticks: LoopParts['ticks'] = {
  /** Whether Node's queue of ticks may have an entry. */
  get hasTick() {
    return hasTick !== 0;
  },
  /** Whether there is work: ticks or rejections. */
  get isPending() {
    return !isInterrupted && (hasTick !== 0 || hasRejection !== 0);
  },
  run: runTicks,
};

/** Drains Node's queue of ticks, up to its next drain of microtasks. */
function runTicks(): void {
  if (hasTick === 0 && hasRejection === 0) return;
  isInterrupted = false;
  // With rejections alone nothing stands between them and the drain that has just happened.
  freeDrains = hasTick === 0 ? 1 : 0;
  // The queue is empty at its end, and where it yields; microtasks may fill it again.
  const thrown = attempt(() => processTicks.call(realm.process));
  hasTick = 0;
  if (thrown !== undefined) {
    attempt(() => onUncaught(thrown));
    hasTick = 1;
    isInterrupted = true;
  }
  freeDrains = 0;
}

/**
 * Node's two flags, as accessors instead of a typed array: setting the first is the only sign that a microtask queued a tick.
 */
const tickInfo = {
  get 0() {
    return hasTick;
  },
  set 0(value: number) {
    hasTick = value;
    if (value !== 0 && !isLoopBusy() && isLoopStarted()) schedulePump();
  },
  get 1() {
    return hasRejection;
  },
  set 1(value: number) {
    hasRejection = value;
  },
};

type OnRejection = (type: number, promise: unknown, reason: unknown) => void;

defineBinding('task_queue', (shape) => {
  const { kPromiseRejectWithNoHandler, kPromiseHandlerAddedAfterReject } = shape['promiseRejectEvents'] as {
    kPromiseRejectWithNoHandler: number;
    kPromiseHandlerAddedAfterReject: number;
  };
  return {
    tickInfo,
    setTickCallback: (callback: () => void) => {
      processTicks = callback;
    },
    enqueueMicrotask: (callback: () => void) =>
      host.queueMicrotask(() => {
        if (realm.isDead) return;
        const thrown = attempt(callback);
        if (thrown !== undefined) attempt(() => onUncaught(thrown));
      }),
    runMicrotasks: () => {
      if (freeDrains > 0) freeDrains--;
      else if (isLoopBusy()) yieldNow();
    },
    setPromiseRejectCallback: (callback: OnRejection) => {
      /** Whose rejection Node has not been told yet: one that is handled meanwhile, as by a tick, was never unhandled. */
      const untold = new Set<unknown>();
      host.addEventListener('unhandledrejection', (event: PromiseRejectionEvent) => {
        event.preventDefault();
        const { promise } = event;
        const reason: unknown = event.reason;
        ownStack(reason);
        if (isSentinel(reason)) return;
        untold.add(promise);
        enqueue(() => {
          if (untold.delete(promise)) callback(kPromiseRejectWithNoHandler, promise, reason);
        });
      });
      host.addEventListener('rejectionhandled', ({ promise }: PromiseRejectionEvent) => {
        if (!untold.delete(promise)) enqueue(() => callback(kPromiseHandlerAddedAfterReject, promise, undefined));
      });
    },
  };
});

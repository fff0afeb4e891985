/**
 * libuv's event loop on a browser's macrotasks.
 *
 * Node drains microtasks synchronously, which no browser can. So every callback is a macrotask of its own, after which the browser
 * drains them; and where Node's code asks for a drain in the middle (`runMicrotasks()`), YIELD is thrown: it unwinds Node's loops
 * (processTicksAndRejections, listOnTimeout, processImmediate), which are written to be entered again after an exception, and they
 * are, in the next macrotask.
 */
import { host } from './host.ts';
import { setContextFrame } from './async-context.ts';
import { attempt, type Thrown } from './attempt.ts';
import { onKernel, startCallback, tellKernel } from './kernel-link.ts';
import { realm } from './realm.ts';

/** The loop's parts; boot connects them. */
export interface LoopParts {
  readonly ticks: { readonly hasTick: boolean; readonly isPending: boolean; run(): void };
  /** `run` returns whether all due timers have run; false when Node wants another call after a drain. */
  readonly timers: { readonly isDue: boolean; readonly keepsAlive: boolean; run(): boolean };
  readonly immediates: {
    readonly isOpen: boolean;
    readonly info: { readonly count: number; readonly refCount: number; readonly hasOutstanding: boolean };
    /** Whether there was one. */
    runOne(): boolean;
  };
  readonly onUncaught: (thrown: Thrown) => void;
  readonly emitBeforeExit: () => void;
  readonly emitExit: () => void;
}

/** A handle or timer that keeps a process alive while it is active and referenced. */
export interface LoopHandle {
  /** What Node calls its kind. */
  readonly kind: string;
  isKeepingAlive(): boolean;
}

type Phase = 'timers' | 'poll' | 'check' | 'closing';

const queue: (() => void)[] = [];
const closing: (() => void)[] = [];
export const handles = new Set<LoopHandle>();

const state = {
  isStarted: false,
  /** Whether a macrotask of Node's is running. */
  isBusy: false,
  isPumpPosted: false,
  phase: 'timers' as Phase,
  /** Callbacks of this poll phase: later ones wait for the next. */
  batch: 0,
  requests: 0,
  hasEmittedBeforeExit: false,
};

let parts: LoopParts;

export function connectLoop(connected: LoopParts): void {
  parts = connected;
}

/** Two rounds at most, so that the search within one macrotask ends. */
const MOST_PHASES = 8;

export function isLoopBusy(): boolean {
  return state.isBusy;
}

export function isLoopStarted(): boolean {
  return state.isStarted;
}

/** A request is on its way; the process lives until it is done. */
export function beginRequest(): void {
  state.requests++;
}

export function endRequest(): void {
  state.requests--;
}

// A self-post is the price of every extra turn. scheduler.postTask stays in the process everywhere. Where a browser lacks it, a message
// to the kernel and back goes from thread to thread; a MessageChannel to oneself crosses processes (about 1 ms), and a reaction to
// Atomics.waitAsync runs ahead of microtasks that wait.
const postWake = host.postTask === undefined ? () => tellKernel({ op: 'wake' }) : host.postTask.bind(undefined, wakeUp);
onKernel('wake', wakeUp);

function wakeUp(): void {
  state.isPumpPosted = false;
  pump();
}

export function schedulePump(): void {
  if (state.isPumpPosted || realm.isDead || !state.isStarted) return;
  state.isPumpPosted = true;
  postWake();
}

/** The process's main script has run as the loop's first callback; from here on the loop turns. */
export function startLoop(runMain: () => void): void {
  state.isBusy = true;
  runOrReport(runMain);
  state.isStarted = true;
  if (!realm.isDead) parts.ticks.run();
  state.isBusy = false;
  schedulePump();
}

function runOrReport(callback: () => void): void {
  startCallback();
  setContextFrame(undefined);
  const thrown = attempt(callback);
  if (thrown !== undefined) attempt(() => parts.onUncaught(thrown));
}

/** C++'s InternalMakeCallback: runs it on an empty stack, then the ticks. Only at the start of a macrotask. */
export function macrotask(callback: () => void): void {
  state.isBusy = true;
  state.hasEmittedBeforeExit = false;
  runOrReport(callback);
  if (!realm.isDead && parts.ticks.hasTick) parts.ticks.run();
  state.isBusy = false;
}

/**
 * Queues an event for the poll phase.
 * @param isFresh called at the start of a browser's macrotask: with nothing before it, the callback runs at once
 */
export function enqueue(callback: () => void, isFresh = false): void {
  if (realm.isDead) return;
  const isIdle =
    !state.isBusy && !state.isPumpPosted && queue.length === 0 && !parts.ticks.isPending && !parts.timers.isDue;
  if (isFresh && state.isStarted && isIdle) {
    macrotask(callback);
    goOn();
    return;
  }
  queue.push(callback);
  schedulePump();
}

/** Queues a callback for the closing phase. */
export function enqueueClosing(callback: () => void): void {
  closing.push(callback);
  schedulePump();
}

function goOn(): void {
  if (realm.isDead) return;
  const { count, hasOutstanding } = parts.immediates.info;
  const hasImmediates = count > 0 || hasOutstanding;
  const hasWork =
    parts.ticks.isPending || queue.length > 0 || parts.timers.isDue || hasImmediates || closing.length > 0;
  if (hasWork || !isAlive()) schedulePump();
}

function isAlive(): boolean {
  if (state.requests > 0 || closing.length > 0 || queue.length > 0) return true;
  if (parts.timers.keepsAlive || parts.immediates.info.refCount > 0) return true;
  for (const handle of handles) if (handle.isKeepingAlive()) return true;
  return false;
}

/** Called when a timer of the browser has fired, at the start of a macrotask. */
export function onTimerDue(): void {
  if (!state.isPumpPosted && !state.isBusy) pump();
  else schedulePump();
}

function pump(): void {
  if (realm.isDead || !state.isStarted) return;
  // Ticks queued by microtasks come first, then rejections.
  if (parts.ticks.isPending) {
    state.isBusy = true;
    parts.ticks.run();
    state.isBusy = false;
    goOn();
    return;
  }
  for (let turn = 0; turn < MOST_PHASES; turn++) {
    const outcome = runPhase();
    if (outcome === 'ran') return goOn();
    if (outcome === 'round' && !hasLoopWork()) {
      if (!isAlive()) endIdle();
      return;
    }
  }
  schedulePump();
}

function hasLoopWork(): boolean {
  const { refCount, hasOutstanding } = parts.immediates.info;
  return queue.length > 0 || parts.timers.isDue || parts.immediates.isOpen || refCount > 0 || hasOutstanding;
}

/** @returns whether a callback ran, the phase had none, or the last phase of a round had none */
function runPhase(): 'ran' | 'empty' | 'round' {
  switch (state.phase) {
    case 'timers':
      if (parts.timers.isDue) {
        const isDone = parts.timers.run();
        if (isDone) startPoll();
        return 'ran';
      }
      startPoll();
      return 'empty';
    case 'poll': {
      const callback = state.batch > 0 ? queue.shift() : undefined;
      if (callback === undefined) {
        state.phase = 'check';
        return 'empty';
      }
      state.batch--;
      macrotask(callback);
      return 'ran';
    }
    case 'check': {
      const { immediates } = parts;
      const { count, refCount, hasOutstanding } = immediates.info;
      const isWanted = immediates.isOpen || refCount > 0 || hasOutstanding || (count > 0 && isAlive());
      const hasRun = isWanted && immediates.runOne();
      if (!hasRun || (!immediates.isOpen && !immediates.info.hasOutstanding)) state.phase = 'closing';
      return hasRun ? 'ran' : 'empty';
    }
    case 'closing': {
      const callback = closing.shift();
      if (closing.length === 0) state.phase = 'timers';
      if (callback === undefined) return 'round';
      macrotask(callback);
      return 'ran';
    }
    default:
      return state.phase satisfies never;
  }
}

function startPoll(): void {
  state.phase = 'poll';
  state.batch = queue.length;
}

/** Nothing keeps the process alive: 'beforeExit' once for each idle time, whose microtasks may bring new work; then 'exit'. */
function endIdle(): void {
  if (!state.hasEmittedBeforeExit) {
    macrotask(() => parts.emitBeforeExit());
    state.hasEmittedBeforeExit = true;
    schedulePump();
    return;
  }
  state.isBusy = true;
  attempt(() => parts.emitExit());
  state.isBusy = false;
}

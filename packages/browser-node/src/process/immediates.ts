/**
 * setImmediate: one callback for each macrotask, so that ticks and microtasks run between two of them. Node's processImmediate
 * would run a whole batch, so it is handed one at a time through its own list.
 */
import { noop } from './host.ts';
import { isLoopBusy, macrotask, schedulePump, type LoopParts } from './loop.ts';
import { realm } from './realm.ts';

interface Immediate {
  _idleNext: Immediate | null;
  _idlePrev: Immediate | null;
}

interface ImmediateList {
  head: Immediate | null;
  tail: Immediate | null;
}

let processImmediate: () => void = noop;
let info: Uint32Array = new Uint32Array(3);
let list: ImmediateList | undefined;
/** Head of the batch that this check phase runs; a dummy, so that clearImmediate unlinks what waits in it. */
let batch: Immediate | undefined;

export const immediates: LoopParts['immediates'] = {
  get isOpen() {
    return batch !== undefined;
  },
  get info() {
    const [count = 0, refCount = 0, outstanding = 0] = info;
    return { count, refCount, hasOutstanding: outstanding > 0 };
  },
  runOne: runOneImmediate,
};

function runOneImmediate(): boolean {
  list ??= (realm.require('internal/timers') as { immediateQueue: ImmediateList }).immediateQueue;
  const queue = list;
  takeBatch(queue);
  const next = takeFromBatch();
  if (next === undefined) return false;
  // What earlier members of this batch have queued comes after it, and before what it queues itself.
  const { head, tail } = queue;
  macrotask(() => {
    queue.head = queue.tail = next;
    processImmediate.call(realm.process);
  });
  // One that throws leaves nothing outstanding: its siblings are still in the batch.
  info[2] = 0;
  if (head !== null && tail !== null) {
    if (queue.head === null) queue.tail = tail;
    else {
      tail._idleNext = queue.head;
      queue.head._idlePrev = tail;
    }
    queue.head = head;
  }
  return true;
}

function takeBatch(queue: ImmediateList): void {
  if (batch !== undefined || queue.head === null) return;
  batch = { _idleNext: queue.head, _idlePrev: null };
  queue.head._idlePrev = batch;
  queue.head = queue.tail = null;
}

function takeFromBatch(): Immediate | undefined {
  const next = batch?._idleNext ?? undefined;
  if (batch !== undefined && next !== undefined) {
    batch._idleNext = next._idleNext;
    if (next._idleNext !== null) next._idleNext._idlePrev = batch;
    next._idleNext = next._idlePrev = null;
  }
  if (batch?._idleNext === null) batch = undefined;
  return next;
}

/** The part of the binding `timers` that is about immediates. */
export function immediateMembers(shape: Record<string, unknown>): {
  readonly setImmediateCallback: (callback: () => void) => void;
  readonly toggleImmediateRef: (isOn: boolean) => void;
} {
  info = shape['immediateInfo'] as Uint32Array;
  return {
    setImmediateCallback: (callback) => {
      processImmediate = callback;
    },
    // Whether one keeps the process alive is read from the counters; the first of them may come from a microtask, when nothing turns.
    toggleImmediateRef: (isOn) => {
      if (isOn && !isLoopBusy()) schedulePump();
    },
  };
}

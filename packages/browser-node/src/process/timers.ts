/** setTimeout and setInterval: one timer of the browser stands behind Node's lists of timers. The binding `timers`. */
import { defineBinding } from './binding.ts';
import { host, startedAt } from './host.ts';
import { immediateMembers } from './immediates.ts';
import { macrotask, onTimerDue, type LoopParts } from './loop.ts';
import { realm } from './realm.ts';

let browserTimer = 0;
/** When the earliest is due, on the loop's clock; a browser may call later than that. */
let dueAt = Infinity;
let isArmed = false;
let isReferenced = true;
let processTimers: (now: number) => number = () => 0;
let timeoutInfo: Int32Array = new Int32Array(1);

export const timers: LoopParts['timers'] = {
  get isDue() {
    return dueAt <= loopNow();
  },
  get keepsAlive() {
    return isReferenced && isArmed && (timeoutInfo[0] ?? 0) > 0;
  },
  run: runTimers,
};

/** Milliseconds since this process began, whole, as libuv counts. */
function loopNow(): number {
  return Math.floor(host.performance.now() - startedAt) + 1;
}

function disarm(): void {
  if (browserTimer !== 0) host.clearTimeout(browserTimer);
  browserTimer = 0;
  dueAt = Infinity;
  isArmed = false;
}

function arm(ms: number): void {
  disarm();
  isArmed = true;
  dueAt = loopNow() + ms;
  browserTimer = host.setTimeout(
    () => {
      browserTimer = 0;
      dueAt = 0;
      onTimerDue();
    },
    Math.max(0, ms),
  );
}

function runTimers(): boolean {
  disarm();
  let isDone = false;
  macrotask(() => {
    const next = processTimers.call(realm.process, loopNow());
    isDone = true;
    // Before the ticks run, which may schedule an earlier one.
    if (next !== 0) {
      arm(Math.max(1, Math.abs(next) - loopNow()));
      isReferenced = next > 0;
    }
  });
  if (!isDone && !realm.isDead) dueAt = 0;
  return isDone;
}

defineBinding('timers', (shape) => {
  timeoutInfo = shape['timeoutInfo'] as Int32Array;
  const { setImmediateCallback, ...immediates } = immediateMembers(shape);
  return {
    ...immediates,
    setupTimers: (onImmediates: () => void, onTimers: (now: number) => number) => {
      setImmediateCallback(onImmediates);
      processTimers = onTimers;
    },
    getLibuvNow: loopNow,
    scheduleTimer: arm,
    toggleTimerRef: (isOn: boolean) => {
      isReferenced = isOn;
    },
  };
});

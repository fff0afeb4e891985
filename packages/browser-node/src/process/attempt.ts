/**
 * Calls something and tells what it threw and where: the place of the `throw`, which only the browser knows and tells of what
 * nobody catches. So it is called as a listener of an event. Safari tells nothing at all in a frame without an origin: there it is
 * caught, and its stack alone knows a place.
 */
import { areStacksOfSafari } from './foreign-stacks.ts';
import { host } from './host.ts';
import { isUnwinding } from './realm.ts';
import type { Place } from './stacks/place.ts';

export interface Thrown {
  readonly error: unknown;
  /** Known already, or told by the browser. */
  readonly place?: Place;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

const target = new EventTarget();
const { dispatchEvent, addEventListener } = EventTarget.prototype;
const RunEvent = Event;

let running: (() => void) | undefined;
let thrown: Thrown | undefined;
let isAttempting = false;

addEventListener.call(target, 'run', () => {
  const callback = running;
  running = undefined;
  try {
    callback?.();
  } finally {
    // A sentinel unwinds the stack up to here, and is no error.
    // eslint-disable-next-line no-unsafe-finally -- it swallows nothing but the sentinel
    if (isUnwinding()) return;
  }
});

/** @returns undefined when it returned, or was unwound by a sentinel */
export function attempt(callback: () => void): Thrown | undefined {
  if (areStacksOfSafari()) return caught(callback);
  const outer = isAttempting;
  running = callback;
  isAttempting = true;
  thrown = undefined;
  dispatchEvent.call(target, new RunEvent('run'));
  isAttempting = outer;
  const result = thrown;
  thrown = undefined;
  return result;
}

function caught(callback: () => void): Thrown | undefined {
  let result: Thrown | undefined;
  try {
    callback();
  } catch (error) {
    result = { error };
  }
  return isUnwinding() ? undefined : result;
}

/** @param onOther what is thrown elsewhere, as by the browser's own queueMicrotask */
export function listenForErrors(onOther: (error: unknown) => void): void {
  host.addEventListener('error', (event: ErrorEvent) => {
    const { filename: file, lineno: line, colno: column } = event;
    const error: unknown = event.error;
    event.preventDefault();
    if (isAttempting) thrown = { error, file, line, column };
    else if (error !== undefined && error !== null) onOther(error);
  });
}

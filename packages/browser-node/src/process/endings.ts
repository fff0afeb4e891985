/** The ends of a process: by an uncaught error, by process.exit, or because no work is left. */
import { attempt, type Thrown } from './attempt.ts';
import { flushConnections } from './connections.ts';
import { encodeUtf8, host } from './host.ts';
import { ownStack } from './foreign-stacks.ts';
import { stopThread } from './blocking.ts';
import { writeDescriptor } from './files/descriptors.ts';
import { tellKernel } from './kernel-link.ts';
import { isSentinel, realm, unwindToExit } from './realm.ts';
import { placeOf } from './stacks/places.ts';
import type { Place } from './stacks/place.ts';
import { throwPlace } from './stacks/throw-place.ts';
import { UNSETTLED, warnUnsettled, watchEntry } from './unsettled.ts';
import { callerPlace, placeIfUnread } from './stacks/stack-traces.ts';
import { describeFatal } from './fatal-error.ts';

/** Exit code of Node itself when a fatal handler threw. */
const HANDLER_THREW = 7;

/** Handles an uncaught error: Node's handlers hear of it, and end the process unless one calls it handled. */
export function onUncaught({ error, ...at }: Thrown, isFromPromise = false): void {
  if (isSentinel(error) || realm.isDead) return;
  ownStack(error);
  const place = placeThrown({ error, ...at });
  let isHandled = false;
  const again = attempt(() => {
    isHandled = realm.process._fatalException(error, isFromPromise);
  });
  if (isHandled || realm.isDead) return;
  if (again === undefined) printError(error, place);
  else printError(again.error, placeThrown(again));
  exitProcess(exitCode() ?? (again === undefined ? 1 : HANDLER_THREW));
}

/** Called by Node's library for an uncaught error. */
export function triggerUncaught(error: unknown, isFromPromise: boolean): void {
  const place = (isObject(error) ? placeIfUnread(error) : undefined) ?? callerPlace(triggerUncaught);
  onUncaught({ error, ...(place !== undefined && { place }) }, isFromPromise);
}

function placeThrown({ error, place, file, line = 0, column = 0 }: Partial<Thrown>): Place | undefined {
  if (place !== undefined) return place;
  const known = file === undefined ? undefined : placeOf(file, line, column);
  return isObject(error) ? throwPlace(error, known) : known;
}

function printError(error: unknown, place: Place | undefined): void {
  writeDescriptor(2, encodeUtf8(describeFatal(error, place)));
}

/** Sends the end to the kernel, which ends this worker; nothing runs after it, whatever the program catches. */
export function exitProcess(code: number, signal: string | null = null): never {
  if (!realm.isDead) {
    flushConnections();
    tellKernel({ op: 'exit', code: code & 255, signal });
    realm.isDead = true;
    stopThread();
  }
  return unwindToExit();
}

export function emitBeforeExit(): void {
  watchEntry();
  realm.process.emit('beforeExit', exitCode() ?? 0);
}

export function emitExit(): void {
  realm.exitInfo[0] = 1;
  const code = exitCode() === undefined && warnUnsettled() ? UNSETTLED : 0;
  const thrown = attempt(() => void realm.process.emit('exit', exitCode() ?? code));
  if (realm.isDead) return;
  if (thrown !== undefined) onUncaught(thrown);
  exitProcess(exitCode() ?? code);
}

function exitCode(): number | undefined {
  const [, code, hasCode] = realm.exitInfo;
  return hasCode === 0 ? undefined : code;
}

/** Reports a failure of this engine itself, before or beside the program. */
export function reportBreakage(error: unknown): void {
  host.postMessage({ op: 'broken', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

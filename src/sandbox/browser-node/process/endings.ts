/** How a process ends: by an error that nobody caught, by process.exit, or because nothing is left to do. */
import { encodeUtf8, host } from './host.ts';
import { stopThread } from './blocking.ts';
import { writeDescriptor } from './files/descriptors.ts';
import { tellKernel } from './kernel-link.ts';
import { EXIT, isSentinel, realm } from './realm.ts';
import { describeFatal } from './fatal-error.ts';

/** Exit code of Node itself when a fatal handler threw. */
const HANDLER_THREW = 7;

/** Nobody caught it: Node's handlers hear of it, and end the process unless one says that it is handled. */
export function onUncaught(error: unknown, isFromPromise = false): void {
  if (isSentinel(error) || realm.isDead) return;
  let shown = error;
  try {
    if (realm.process._fatalException(error, isFromPromise)) return;
  } catch (thrown) {
    if (thrown === EXIT) return;
    shown = thrown;
  }
  printError(shown);
  exitProcess(exitCode() ?? 1);
}

function printError(error: unknown): void {
  writeDescriptor(2, encodeUtf8(`${describeFatal(error)}\n\nNode.js ${realm.process.version}\n`));
}

/** Tells the kernel, which ends this worker; nothing runs after it, whatever the program catches. */
export function exitProcess(code: number, signal: string | null = null): never {
  if (!realm.isDead) {
    tellKernel({ op: 'exit', code: code & 255, signal });
    realm.isDead = true;
    stopThread();
  }
  throw EXIT;
}

export function emitBeforeExit(): void {
  realm.process.emit('beforeExit', exitCode() ?? 0);
}

/** @throws {EXIT} */
export function emitExit(): void {
  realm.exitInfo[0] = 1;
  try {
    realm.process.emit('exit', exitCode() ?? 0);
  } catch (error) {
    if (isSentinel(error)) throw error;
    printError(error);
    exitProcess(HANDLER_THREW);
  }
  exitProcess(exitCode() ?? 0);
}

function exitCode(): number | undefined {
  const [, code, hasCode] = realm.exitInfo;
  return hasCode === 0 ? undefined : code;
}

/** What breaks this engine itself, before or beside the program. */
export function reportBreakage(error: unknown): void {
  host.postMessage({ op: 'broken', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

/** Refuses messages that our own code never sends and that would outlast their process: they reach the page, or stay in the files. */
import type { FileChange } from '../file-tree.ts';
import type { ToKernel } from '../protocol.ts';

/** @throws {Error} which ends the process that sent it */
export function refuseForged(message: ToKernel): void {
  switch (message.op) {
    case 'exit':
      return refuseUnless(
        Number.isInteger(message.code) && (message.signal === null || typeof message.signal === 'string'),
        message,
      );
    case 'spawn':
      return refuseUnless(Number.isSafeInteger(message.pid) && message.pid > 0, message);
    case 'listen': {
      const { id, path, port } = message.socket;
      return refuseUnless(typeof id === 'string' && (typeof path === 'string' || Number.isInteger(port)), message);
    }
    case 'files':
      for (const change of message.changes) refuseUnless(isChange(change), message);
      return undefined;
    default:
      return undefined;
  }
}

function isChange(change: FileChange): boolean {
  if (!isPath(change.path)) return false;
  if (change.do === 'put') return change.data instanceof Uint8Array;
  if (change.do === 'write') return change.bytes instanceof Uint8Array;
  return change.do !== 'rename' || isPath(change.to);
}

function isPath(path: unknown): boolean {
  return typeof path === 'string' && path.startsWith('/');
}

function refuseUnless(makesSense: boolean, { op }: ToKernel): void {
  if (!makesSense) throw new Error(`A process said "${op}" in a way that makes no sense.`);
}

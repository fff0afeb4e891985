/** Named pipes of Unix. A child that gets one as its output can tell it from those that programs make for their own children. */
import { execFile } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

export interface Fifo {
  readonly path: string;
  readonly stream: Readable;
  /** The stream ends when this descriptor and all that children have are closed. */
  readonly writer: number;
}

const run = promisify(execFile);

/** @param paths in a folder where no program makes files */
export async function makeFifos(paths: readonly string[]): Promise<readonly Fifo[]> {
  await run('mkfifo', ['-m', '600', ...paths]);
  return paths.map(openFifo);
}

/** The reader first, which waits for nobody; so the writer finds one. */
function openFifo(path: string): Fifo {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  return { path, stream: new Socket({ fd: reader, readable: true, writable: false }), writer };
}

/** Writes to a pipe until the last byte is taken: Node's own stdout loses output at exit and tears lines of several processes. */
import fs from 'node:fs';
import process from 'node:process';

// Captured before the learner's code can change them.
const { writeSync } = fs;
const { exit } = process;
const { wait } = Atomics;
const nap = new Int32Array(new SharedArrayBuffer(4));

/** Between two tries at a full pipe, in milliseconds. */
const FULL_PIPE_PAUSE_MS = 1;

/** One write call where the pipe has room; a reader that is gone ends the process as Node would. */
export function writeWhole(fd: number, bytes: Buffer): void {
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') exit(0);
      if (code !== 'EAGAIN') throw error;
      wait(nap, 0, 0, FULL_PIPE_PAUSE_MS);
    }
  }
}

/** Microseconds on the clock that all processes of a machine share (CLOCK_MONOTONIC). */
export function clock(): number {
  return Number(hrtime() / 1_000n);
}

const hrtime = process.hrtime.bigint;

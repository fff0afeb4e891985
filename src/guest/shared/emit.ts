/** Sends trace events: each is a frame, written at once so that a blocked or killed process hides nothing. */
import process from 'node:process';
import { encodeFrame } from '../../core/trace/frame.ts';
import type { TraceFact, WorkerId } from '../../core/trace/event.ts';
import type { WriteFact } from '../../core/trace/write-report.ts';
import { clock, writeWhole } from './write.ts';

export const STDOUT = 1;
const { from } = Buffer;

export type Emit = (fact: TraceFact | WriteFact) => void;

/**
 * @param worker the id of the process that reports; 0 for the primary
 * @param fd where frames go
 */
export function createEmit(nonce: string, worker: WorkerId, fd = STDOUT): Emit {
  let sequence = 0;
  const { pid } = process;
  return (fact) => {
    try {
      const event = { ...fact, pid, worker, sequence: ++sequence, at: clock() };
      writeWhole(fd, from(encodeFrame(event, nonce), 'latin1'));
    } catch {
      // A trace that cannot be written must not break the program it observes.
    }
  };
}

/** A hook that is in place, and its undoing. */
export type Undo = () => void;

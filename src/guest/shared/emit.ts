/** Sends one trace event: a frame on standard output, written at once so that a blocked or killed process hides nothing. */
import process from 'node:process';
import { encodeFrame } from '../../core/trace/frame.ts';
import type { TraceFact, WorkerId } from '../../core/trace/event.ts';
import { clock, writeWhole } from './write.ts';

const STDOUT = 1;
const { from } = Buffer;

export type Emit = (fact: TraceFact) => void;

/** @param worker the id of the process that reports; 0 for the primary */
export function createEmit(nonce: string, worker: WorkerId): Emit {
  let sequence = 0;
  const { pid } = process;
  return (fact) => {
    try {
      const event = { ...fact, pid, worker, sequence: ++sequence, at: clock() };
      writeWhole(STDOUT, from(encodeFrame(event, nonce), 'latin1'));
    } catch {
      // A trace that cannot be written must not break the program it observes.
    }
  };
}

/** A hook that is in place, and its undoing. */
export type Undo = () => void;

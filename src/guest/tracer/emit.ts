/**
 * Sends trace events as frames on standard output. What comes before the program's own code runs is written at once, so that a
 * blocked or killed process hides nothing; a connection's further way may wait for the end of the event loop's turn and share a write.
 */
import process from 'node:process';
import { encodeFrame, FRAME_LIMIT } from '../../core/trace/frame.ts';
import type { TraceFact, WorkerId } from '../../core/trace/event.ts';
import { clock, writeWhole } from '../shared/write.ts';

const STDOUT = 1;
const { from } = Buffer;
// Captured before the learner's code can change it.
const { setImmediate } = globalThis;

export type Emit = (fact: TraceFact) => void;

export interface Emitter {
  readonly emit: Emit;
  /** Writes what waits: before the program's own text, so that both stay in order. */
  readonly flush: () => void;
}

/** A write for each of these cost a tenth of a connection's time each; none is followed at once by code that could block. */
const MAY_WAIT: ReadonlySet<TraceFact['type']> = new Set<TraceFact['type']>([
  'connection.handed',
  'connection.received',
  'connection.accepted',
  'connection.opened',
  'connection.closed',
  'request.finished',
]);

/** @param worker the id of the process that reports; 0 for the primary */
export function createEmit(nonce: string, worker: WorkerId): Emitter {
  let sequence = 0;
  let waiting = '';
  let isScheduled = false;
  const { pid } = process;

  const flush = () => {
    if (waiting === '') return;
    const frames = waiting;
    waiting = '';
    try {
      writeWhole(STDOUT, from(frames, 'latin1'));
    } catch {
      // A trace that cannot be written must not break the program it observes.
    }
  };
  const flushLater = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flush();
    });
  };
  const emit: Emit = (fact) => {
    const frame = encodeFrame({ ...fact, pid, worker, sequence: ++sequence, at: clock() }, nonce);
    // Together they stay below what a pipe may tear.
    if (waiting.length + frame.length > FRAME_LIMIT) flush();
    waiting += frame;
    if (MAY_WAIT.has(fact.type)) flushLater();
    else flush();
  };
  return { emit, flush };
}

/** A hook that is in place, and its undoing. */
export type Undo = () => void;

/** Splits a program's output into text for the terminal and trace events, whatever the chunks. */
import type { TraceEvent } from './event.ts';
import { FRAME_END, FRAME_LIMIT, FRAME_START } from './frame.ts';
import { decodeEvent, decodeWriteReport, type WriteReport } from './read-event.ts';

export interface Split {
  readonly text: string;
  readonly events: readonly TraceEvent[];
  /** Of what was printed, or is about to be. */
  readonly writes: readonly WriteReport[];
}

export interface Splitter {
  push(chunk: string): Split;
  /** The text that was held back at the end of the output. */
  end(): string;
  /** Frames without this run's nonce: they are another program's, so they stay in the text. */
  readonly foreign: number;
  /** Frames with the nonce and no event in them: dropped. */
  readonly malformed: number;
}

/** Our frames are shorter; a start without an end after this much is text. */
const CARRY_LIMIT = FRAME_LIMIT * 2;

/** @param nonce the run's; a frame without it is shown as text and counted */
export function createSplitter({ nonce }: { readonly nonce: string }): Splitter {
  const prefix = `${nonce} `;
  let carry = '';
  let foreign = 0;
  let malformed = 0;

  const push = (chunk: string): Split => {
    const input = carry + chunk;
    const events: TraceEvent[] = [];
    const writes: WriteReport[] = [];
    let text = '';
    let at = 0;
    carry = '';
    for (;;) {
      const start = input.indexOf(FRAME_START, at);
      if (start < 0) {
        const kept = input.length - partialStart(input, at);
        carry = input.slice(kept);
        return { text: text + input.slice(at, kept), events, writes };
      }
      text += input.slice(at, start);
      const body = start + FRAME_START.length;
      const end = endOfBody(input, body);
      if (end < 0 && input.length - start <= CARRY_LIMIT) {
        carry = input.slice(start);
        return { text, events, writes };
      }
      if (end < 0 || input[end] !== FRAME_END || !input.startsWith(prefix, body)) {
        foreign++;
        text += FRAME_START;
        at = body;
        continue;
      }
      const json = input.slice(body + prefix.length, end);
      const write = decodeWriteReport(json);
      const event = write === undefined ? decodeEvent(json) : undefined;
      if (write !== undefined) writes.push(write);
      else if (event !== undefined) events.push(event);
      else malformed++;
      at = end + 1;
    }
  };

  return {
    push,
    end() {
      const rest = carry;
      carry = '';
      return rest;
    },
    get foreign() {
      return foreign;
    },
    get malformed() {
      return malformed;
    },
  };
}

/** The position of the next control character: a frame's body has none before its end. -1 when the input ends first. */
function endOfBody(input: string, from: number): number {
  for (let index = from; index < input.length; index++) if (input.charCodeAt(index) < 0x20) return index;
  return -1;
}

/** The number of characters at the end that could begin a frame's start. */
function partialStart(input: string, from: number): number {
  const longest = Math.min(FRAME_START.length - 1, input.length - from);
  for (let length = longest; length > 0; length--) {
    if (FRAME_START.startsWith(input.slice(input.length - length))) return length;
  }
  return 0;
}

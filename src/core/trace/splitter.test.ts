import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from './event.ts';
import { encodeFrame, FRAME_LIMIT } from './frame.ts';
import { createSplitter } from './splitter.ts';

const NONCE = 'a1b2';
const sent = (body: string): TraceEvent => ({
  type: 'message.sent',
  from: 0,
  to: 1,
  body,
  pid: 7,
  worker: 0,
  sequence: 1,
  at: 5,
});

/** Text without the escape character: what a program prints between frames. */
const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\u001b', ''));
const parts = fc.array(fc.oneof(text, fc.string({ unit: 'grapheme' }).map(sent)));

function inChunks(input: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  for (let at = 0, turn = 0; at < input.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(input.slice(at, at + size));
    at += size;
  }
  return chunks;
}

describe('splitter', () => {
  test('gives the same text and events whatever the chunks', () => {
    fc.assert(
      fc.property(parts, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (items, sizes) => {
        const input = items.map((item) => (typeof item === 'string' ? item : encodeFrame(item, NONCE))).join('');
        const splitter = createSplitter({ nonce: NONCE });
        const splits = inChunks(input, sizes).map((chunk) => splitter.push(chunk));
        expect(splits.map((split) => split.text).join('') + splitter.end()).toBe(
          items.filter((item) => typeof item === 'string').join(''),
        );
        expect(splits.flatMap((split) => split.events)).toEqual(items.filter((item) => typeof item !== 'string'));
      }),
    );
  });

  test('shows a frame without the nonce as text and counts it', () => {
    const splitter = createSplitter({ nonce: NONCE });
    const frame = encodeFrame(sent('forged'), 'other');
    expect(splitter.push(frame)).toEqual({ text: frame, events: [], writes: [] });
    expect(splitter.foreign).toBe(1);
  });

  test('drops and counts a frame that holds no event', () => {
    const splitter = createSplitter({ nonce: NONCE });
    const bad = [`{"type":"message.sent"}`, 'not json', '{"type":"toString","pid":1,"worker":0,"sequence":1,"at":1}'];
    const output = bad.map((json) => `\u001b]7357;${NONCE} ${json}\u0007`).join('');
    expect(splitter.push(`${output}after`)).toEqual({ text: 'after', events: [], writes: [] });
    expect(splitter.malformed).toBe(3);
  });

  test('an unfinished frame does not swallow what follows', () => {
    const splitter = createSplitter({ nonce: NONCE });
    const output = `\u001b]7357;${NONCE} {"type\n${'x'.repeat(20_000)}`;
    expect(splitter.push(output).text + splitter.end()).toBe(output);
  });

  test('an endless start is not held back for ever', () => {
    const splitter = createSplitter({ nonce: NONCE });
    const output = `\u001b]7357;${'x'.repeat(3 * FRAME_LIMIT)}`;
    expect(splitter.push(output).text).toBe(output);
  });

  test('takes reports of writes apart from events, and drops those that say nothing', () => {
    const splitter = createSplitter({ nonce: NONCE });
    const write = { type: 'output.written', length: 3, sum: 7, pid: 5, worker: 2, sequence: 1, at: 9 };
    const { text, events, writes } = splitter.push(
      `${encodeFrame(write, NONCE)}abc${encodeFrame({ ...write, length: -1 }, NONCE)}`,
    );
    expect({ text, events, writes }).toEqual({ text: 'abc', events: [], writes: [write] });
    expect(splitter.malformed).toBe(1);
  });

  test('leaves colours and titles alone', () => {
    const splitter = createSplitter({ nonce: NONCE });
    const output = '\u001b[31mred\u001b[0m \u001b]0;title\u0007';
    expect(splitter.push(output)).toEqual({ text: output, events: [], writes: [] });
  });
});

test('a frame is always shorter than a pipe tears, and ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20_000, size: 'max' }), (body) => {
      const frame = encodeFrame(sent(body), NONCE);
      expect(frame.length).toBeLessThanOrEqual(FRAME_LIMIT);
      expect(/^[\u0007\u001b\u0020-\u007e]*$/.test(frame)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, FRAME_END, FRAME_START } from './frame.ts';
import { createFrameReader } from './whole-frames.ts';

const frame = (number: number) => encodeFrame({ type: 'x', number }, 'abc');

test('frames come whole and in their order, however they were cut, and nothing else does', () => {
  const whole = `noise${frame(1)}${frame(2)}\n\u0007${FRAME_START}cut off ${frame(3)}more`;
  fc.assert(
    fc.property(fc.array(fc.nat(whole.length), { maxLength: 10 }), (at) => {
      const read = createFrameReader();
      const bounds = [0, ...at.toSorted((a, b) => a - b), whole.length];
      const pieces = bounds.slice(1).map((end, index) => read(whole.slice(bounds[index], end)));
      expect(pieces.join('')).toBe(frame(1) + frame(2) + frame(3));
    }),
  );
});

test('what is longer than any frame is dropped, and the next frame is read', () => {
  const read = createFrameReader();
  expect(read(`${FRAME_START}${'x'.repeat(5_000)}`)).toBe('');
  expect(read(`${FRAME_END}${FRAME_START}${'x'.repeat(3_999)}`)).toBe('');
  expect(read(FRAME_END + frame(1))).toBe(frame(1));
});

import { expect, test } from 'vitest';
import { asksForChannel, withChannel } from './channel-argument.ts';

const URL = '--import=file:///work/tracer.mjs';

test('the path of the channel is replaced, or taken away, and nothing else', () => {
  const args = [`${URL}?to=/dev/tty&run=abc`, 'main.mjs', '?to=/x&y'];
  expect(asksForChannel(args)).toBe(true);
  expect(withChannel(args, '/tmp/a $& b')).toEqual([
    `${URL}?to=${encodeURIComponent('/tmp/a $& b')}&run=abc`,
    'main.mjs',
    '?to=/x&y',
  ]);
  expect(withChannel(args)).toEqual([`${URL}?run=abc`, 'main.mjs', '?to=/x&y']);
  expect(withChannel([...args, ...args])).toEqual([...withChannel(args), ...args]);
});

test('a tracer that reports among the output is left as it is', () => {
  const args = [`${URL}?run=abc`, 'main.mjs', '?to=/x&y'];
  expect(asksForChannel(args)).toBe(false);
  expect(withChannel(args, '/tmp/a')).toEqual(args);
});

import { expect, test } from 'vitest';
import { asV8 } from './foreign-stacks.ts';

test('a stack of Firefox reads as V8 writes it', () => {
  const frames = [
    'serve@file:///lab/main.mjs:7:47',
    'outer/inner/<@file:///lab/main.mjs:9:3',
    'async*load@http://localhost/node-process.js:167:29',
    '@file:///lab/main.mjs:12:1',
    '',
  ].join('\n');
  expect(asV8(new TypeError('no'), frames)).toBe(
    [
      'TypeError: no',
      '    at serve (file:///lab/main.mjs:7:47)',
      '    at inner (file:///lab/main.mjs:9:3)',
      '    at async load (http://localhost/node-process.js:167:29)',
      '    at file:///lab/main.mjs:12:1',
    ].join('\n'),
  );
});

test('it has as many lines as Error.stackTraceLimit says', () => {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  const stack = asV8(new Error('x'), 'a@f.js:1:1\nb@f.js:2:1\n');
  Error.stackTraceLimit = before;
  expect(stack).toBe('Error: x\n    at a (f.js:1:1)');
});

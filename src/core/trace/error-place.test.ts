/** The line that an error is shown at, in reports as Node 24 prints them. */
import { expect, test } from 'vitest';
import { errorPlace, withoutQuotes } from './error-place.ts';

const FILES = ['main.mjs', 'lib/work.mjs'];

const THROWN = `worker ready
file:///tmp/run/main.mjs:3
throw new TypeError('no');
      ^

TypeError: no
    at file:///tmp/run/main.mjs:3:7
    at ModuleJob.run (node:internal/modules/esm/module_job:439:25)

Node.js v24.21.0
`;

const SYNTAX = `file:///tmp/run/main.mjs:7
  cluster.fork(
              ^

SyntaxError: missing ) after argument list
    at compileSourceTextModule (node:internal/modules/esm/utils:346:16)
`;

const IN_NODE = `node:events:497
      throw er; // Unhandled 'error' event
      ^

Error: listen EADDRINUSE: address already in use :::8000
    at Server.setupListenHandle [as _listen2] (node:net:1940:16)
    at start (file:///tmp/run/lib/work.mjs:12:5)
    at file:///tmp/run/main.mjs:9:1
`;

test.each([
  ['a throw', THROWN, { file: 'main.mjs', line: 3, message: 'TypeError: no' }],
  ['a slip of the pen', SYNTAX, { file: 'main.mjs', line: 7, message: 'SyntaxError: missing ) after argument list' }],
  [
    'an error inside Node, at the learner’s first frame',
    IN_NODE,
    { file: 'lib/work.mjs', line: 12, message: 'Error: listen EADDRINUSE: address already in use :::8000' },
  ],
  ['the last of several', THROWN + IN_NODE, { file: 'lib/work.mjs', line: 12 }],
  [
    'the cause, and not its echo',
    THROWN + IN_NODE.replace(/Error: listen.*/, 'Error: write EPIPE'),
    { file: 'main.mjs', line: 3 },
  ],
  ['an echo alone', IN_NODE.replace(/Error: listen.*/, 'Error: write EPIPE'), { message: 'Error: write EPIPE' }],
  [
    'coloured',
    THROWN.replace('TypeError: no', '\u001b[31mTypeError: no\u001b[39m').replaceAll('\n', '\r\n'),
    { file: 'main.mjs', line: 3 },
  ],
])('%s', (_, output, place) => expect(errorPlace(output, FILES)).toMatchObject(place));

test('nothing of a learner’s, and an error that is only printed', () => {
  expect(errorPlace(THROWN, ['other.mjs'])).toBeUndefined();
  expect(errorPlace('caught Error: fine\n    at file:///tmp/run/main.mjs:3:7\n', FILES)).toBeUndefined();
});

test('what Node quotes of the source was not printed by the program', () => {
  const report = (end: string) =>
    [
      'hello',
      'file:///work/main.mjs:1',
      "consol.log('hello')",
      '^',
      '',
      'ReferenceError: consol is not defined',
      '',
    ].join(end);
  for (const end of ['\n', '\r\n']) {
    expect(withoutQuotes(report(end)).split('hello')).toHaveLength(2);
    expect(withoutQuotes(report(end))).toContain('ReferenceError');
  }
  expect(withoutQuotes('a:1\nhello\nworld\n')).toBe('a:1\nhello\nworld\n');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from '@cluster-lab/sandbox/file-rules';
import { joinArguments, splitArguments } from '../../../core/command-line/arguments.ts';
import { formatEnvironment, parseEnvironment } from './environment.ts';
import { problemOfName } from './file-names.ts';
import { guessEntry, guessStart, inReadingOrder } from './guess-entry.ts';
import { isCommonJs } from './is-common-js.ts';
import { isSameWork, problemOfFiles, USUAL_LOAD } from './playground.ts';

test('arguments come back as they were, quotes, blanks and all', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (args) => {
      expect(splitArguments(joinArguments(args))).toEqual({ ok: true, value: args });
    }),
  );
});

test.each([
  ['', []],
  ['  --port 80  ', ['--port', '80']],
  [`--name 'Ada L' "" a\\ b`, ['--name', 'Ada L', '', 'a b']],
  ['C:\\temp *.mjs $HOME', ['C:\\temp', '*.mjs', '$HOME']],
])('arguments are split as a shell splits words: %s', (text, value) => {
  expect(splitArguments(text)).toEqual({ ok: true, value });
});

test('a quote that stays open is named', () => {
  expect(splitArguments(`--name 'Ada`)).toMatchObject({ ok: false, message: expect.stringContaining(`a ' that`) });
});

test('an environment is read line by line, and a wrong line is named', () => {
  expect(parseEnvironment('A=1\n\nB_2=x=y \r\nA=3')).toEqual({ ok: true, value: { A: '3', B_2: 'x=y ' } });
  expect(parseEnvironment('A=1\nwrong')).toMatchObject({ ok: false, message: expect.stringContaining('Line 2') });
  expect(parseEnvironment('1A=1').ok).toBe(false);
  const env = { A: '1', B: 'two words' };
  expect(parseEnvironment(formatEnvironment(env))).toEqual({ ok: true, value: env });
});

const others = { 'main.mjs': '', 'lib/work.mjs': '' };
test.each(['server.mjs', 'lib/other.mjs', 'a/b/c.txt', '.env', 'with space.mjs', 'größe.mjs', 'constructor'])(
  'a file may be called %s',
  (name) => {
    expect(problemOfName(name, others)).toBeUndefined();
  },
);

test.each([
  ['', 'needs a name'],
  ['/etc/passwd', 'does not name a file'],
  ['../../../core/x.mjs', 'does not name a file'],
  ['a//b', 'does not name a file'],
  ['a\\b', 'does not name a file'],
  ['C:x', 'does not name a file'],
  ['a\nb', 'does not name a file'],
  ['folder/', 'does not name a file'],
  [' a.mjs', 'does not name a file'],
  ['x'.repeat(201), 'at most 200'],
  ['main.mjs', 'already'],
  ['lib', 'is a folder already'],
  ['main.mjs/x', 'is a file'],
  ['.cluster-lab/tracer.mjs', 'tracer'],
])('a file cannot be called %j, and why', (name, says) => {
  expect(problemOfName(name, others)).toContain(says);
});

test('as many files as an engine takes, and no more, of its size, and no larger', () => {
  const files = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, '']));
  expect(problemOfFiles(files(500))).toBeUndefined();
  expect(problemOfFiles(files(501))).toContain('501 files');
  expect(problemOfName('one-more', files(500))).toContain('at most 500');
  expect(problemOfFiles({ a: 'x'.repeat(1_000_000) })).toBeUndefined();
  expect(problemOfFiles({ a: 'ü'.repeat(500_001) })).toContain('“a” has 1.01 MB');
  const large = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`f${index}`, 'x'.repeat(1_000_000)]));
  expect(problemOfFiles(large)).toContain('13 MB together');
});

test('a text has as many bytes as its UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(bytesOf(text)).toBe(Buffer.byteLength(text));
    }),
  );
  for (const text of ['\ud800', '\ud800a', '\udc00\ud800', 'a\ud83e\uddf5'])
    expect(bytesOf(text)).toBe(Buffer.byteLength(text));
});

test('work is the same whatever order its files are in, and not when one of them changed', () => {
  const one = { title: 'a', files: { a: '1', b: '2' }, entry: 'a', args: [], env: {}, load: USUAL_LOAD };
  expect(isSameWork(one, { ...one, title: 'b', files: { b: '2', a: '1' } })).toBe(true);
  expect(isSameWork(one, { ...one, files: { a: '1', b: '3' } })).toBe(false);
  expect(isSameWork(one, { ...one, args: ['x'] })).toBe(false);
});

test.each([
  [{ 'package.json': '{"main":"./lib/go.js"}', 'lib/go.js': '', 'index.js': '' }, 'lib/go.js'],
  [{ 'package.json': '{"main":"missing.js"}', 'index.js': '' }, 'index.js'],
  [{ 'package.json': '{', 'a.js': '', 'server.mjs': '' }, 'server.mjs'],
  [{ 'a.js': '', 'b.js': "import cluster from 'node:cluster'" }, 'b.js'],
  [{ 'README.md': 'cluster', 'z.ts': '' }, 'z.ts'],
  [{ 'README.md': '' }, 'README.md'],
])('of the files of a folder one is guessed to be the start: %j', (files, entry) => {
  expect(guessEntry(files)).toBe(entry);
});

test('the files of a folder are shown from the start inwards', () => {
  const files = { 'lib/a.js': '', 'z.js': '', 'b.js': '', 'lib/deep/a.js': '', 'index.js': '' };
  expect(Object.keys(inReadingOrder(files, 'index.js'))).toEqual([
    'index.js',
    'b.js',
    'z.js',
    'lib/a.js',
    'lib/deep/a.js',
  ]);
});

const started = (start: string) =>
  guessStart({
    'package.json': JSON.stringify({ main: 'lib.js', scripts: { start } }),
    'lib.js': '',
    'src/server.js': '',
  });
const USUAL_START = { entry: 'lib.js', args: [], env: {} };

test.each([
  ['node src/server.js', { entry: 'src/server.js', args: [], env: {} }],
  ['node ./src/server --port 80', { entry: 'src/server.js', args: ['--port', '80'], env: {} }],
  [
    'NODE_ENV=production PORT=80 node --no-warnings src/server.js',
    { entry: 'src/server.js', args: [], env: { NODE_ENV: 'production', PORT: '80' } },
  ],
  ['cross-env A=1 nodemon src/server.js', { entry: 'src/server.js', args: [], env: { A: '1' } }],
  ['npm run build && node src/server.js', USUAL_START],
  ['node src/server.js && echo done', USUAL_START],
  ['node missing.js', USUAL_START],
  ['', USUAL_START],
])('Run starts what npm start would: %s', (script, start) => {
  expect(started(script)).toEqual(start);
});

test('a package.json that is none says nothing', () => {
  for (const text of ['{', 'null', '[]', '{"scripts":7}', '{"scripts":{"start":7}}'])
    expect(guessStart({ 'package.json': text, 'main.js': '' }).entry).toBe('main.js');
});

test.each([
  [true, "const cluster = require('cluster');\ncluster.fork();"],
  [true, "const { a } = await import('a');\nrequire( `b` )"],
  [false, "import cluster from 'node:cluster';\nconst fs = require('fs');"],
  [false, "import { createRequire } from 'module';"],
  [false, "const a = createRequire(import.meta.url); const require = a; require('b');"],
  [false, "export default 1; require('a');"],
  [false, "module.require('a')"],
  [false, 'cluster.fork();'],
])('CommonJS is told from what it requires: %s', (isOne, text) => {
  expect(isCommonJs(text)).toBe(isOne);
});

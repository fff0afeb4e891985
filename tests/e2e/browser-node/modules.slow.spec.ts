/** Every public module of Node loads in the page; what is not there says so when it is used, and the README lists it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ABSENT_MODULES } from '../../../packages/browser-node/src/process/absent-modules.ts';
import { expect, test } from './page.ts';
import { runInPage, runOnNode } from './programs.ts';

const README = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');

const WALK = {
  'main.mjs': `
    import { builtinModules, createRequire } from 'node:module';
    process.removeAllListeners('warning');
    const require = createRequire(import.meta.url);
    for (const id of builtinModules) {
      const name = id.replace('node:', '');
      const { rootCertificates, ...module } = require('node:' + name);
      console.log(JSON.stringify([name, ...Object.keys(module)]));
    }`,
};

const namesIn = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly [module: string, ...names: string[]]);

test('every public module loads, and what is absent has the names of the real one', async ({ plainPage }) => {
  const here = namesIn((await runInPage(plainPage, WALK)).output);
  const real = namesIn((await runOnNode(WALK)).output);
  expect(here.map(([name]) => name)).toEqual(real.map(([name]) => name));
  const absent = ([name]: readonly [string, ...string[]]) => name in ABSENT_MODULES;
  expect(here.filter(absent)).toEqual(real.filter(absent));
});

test('an absent module says that it is absent when it is used, and not before', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import http2, { constants } from 'node:http2';
      import { Agent, request } from 'node:https';
      import tls from 'node:tls';
      class Own extends Agent {}
      console.log(constants.HTTP2_HEADER_PATH, typeof Own);
      for (const use of [() => request('https://example.com'), () => new Own(), () => tls.connect(1), () => http2.connect('x')])
        try { use(); } catch ({ code, message }) { console.log(code, message); }`,
  };
  const { output, code } = await runInPage(plainPage, program);
  const refusal = (name: string) =>
    `ERR_NOT_IN_BROWSER In-browser Node does not have node:${name}: ${ABSENT_MODULES[name]}. Choose another engine in the menu to run this program.`;
  expect(output.trim().split('\n')).toEqual([':path function', ...['https', 'https', 'tls', 'http2'].map(refusal)]);
  expect(code).toBe(0);
});

test('the README names each that is not there', () => {
  const section = README.slice(README.indexOf('## In-browser Node'), README.indexOf('## For developers'));
  for (const name of Object.keys(ABSENT_MODULES)) expect(section).toContain(`\`node:${name}\``);
});

test('what comes from the rarer parts does what it does on real Node', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import assert from 'node:assert';
      import fs from 'node:fs';
      import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
      import { createInterface } from 'node:readline/promises';
      import { Readable } from 'node:stream';
      import { text } from 'node:stream/consumers';
      import { isDeepStrictEqual, parseArgs } from 'node:util';
      import v8 from 'node:v8';
      console.table([{ worker: 1, requests: 10 }, { worker: 2, requests: 10 }]);
      try { assert.deepStrictEqual({ a: [1, 2] }, { a: [1, 3] }); } catch ({ message }) { console.log(message); }
      console.log(isDeepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])));
      fs.mkdirSync('deep/er', { recursive: true });
      fs.writeFileSync('deep/er/file.txt', 'x');
      console.log(fs.globSync('deep/**/*.txt'));
      fs.rmSync('deep', { recursive: true });
      console.log(fs.existsSync('deep'));
      const histogram = createHistogram();
      for (const value of [5, 15, 10, 10]) histogram.record(value);
      const { min, max, mean, stddev, count } = histogram;
      console.log(min, max, mean, stddev, count, histogram.percentile(50), histogram.percentiles);
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      await new Promise((resolve) => setTimeout(resolve, 20));
      for (const end = Date.now() + 60; Date.now() < end;);
      await new Promise((resolve) => setTimeout(resolve, 20));
      delay.disable();
      console.log('the loop was held up', delay.max > 50e6, delay.count > 1);
      for await (const line of createInterface({ input: Readable.from(['one\\ntwo\\n', 'three']) })) console.log(line);
      console.log(await text(Readable.toWeb(Readable.from(['a', 'b']))), await new Blob(['abcdef']).slice(1, 3).text());
      console.log(parseArgs({ args: ['-f', '--bar', 'b'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } } }).values);
      console.log(v8.getHeapStatistics().used_heap_size > 0);`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('fs.watch tells what this and other processes change', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { fork } from 'node:child_process';
      import { once } from 'node:events';
      import fs from 'node:fs';
      if (process.argv[2] === 'child') {
        fs.writeFileSync('settings.json', '{}');
        process.exit();
      }
      fs.writeFileSync('settings.json', '');
      fs.mkdirSync('folder');
      const file = fs.watch('settings.json');
      fork(process.argv[1], ['child']);
      console.log(await once(file, 'change'), fs.readFileSync('settings.json', 'utf8').length < 3);
      file.close();
      const folder = fs.watch('folder');
      const made = once(folder, 'change');
      fs.mkdirSync('folder/inner');
      console.log(await made);
      const removed = once(folder, 'change');
      fs.rmdirSync('folder/inner');
      console.log(await removed);
      folder.close();
      try { fs.watch('missing'); } catch ({ code, message }) { console.log(code, message); }`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test("v8.serialize writes V8's own bytes", async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { inspect } from 'node:util';
      import v8 from 'node:v8';
      const circle = { a: 1 };
      circle.self = circle;
      const values = [
        undefined, null, true, 0, -1, 2 ** 31, 1.5, -0, NaN, 10n, -(2n ** 70n), 'abc', 'é', '€uro', '', { a: 1, 2: 'x' },
        [1, 2, 'three'], [1, , 3], new Map([[1, { a: 2 }]]), new Set(['x']), new Date(5), /ab+c/gi, circle, Buffer.from('hi'),
        new Uint16Array([1, 2]), new ArrayBuffer(3), [[], {}], 'x'.repeat(300), { k: '€', l: '€€' },
      ];
      for (const value of values) {
        const bytes = v8.serialize(value);
        console.log(bytes.toString('hex'), inspect(v8.deserialize(bytes)));
      }
      const { name, message, cause } = v8.deserialize(v8.serialize(new TypeError('boom', { cause: 'why' })));
      console.log(name, message, cause);
      try { v8.serialize({ a: () => {} }); } catch ({ message }) { console.log(message); }`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('node:test reports as on real Node', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import assert from 'node:assert';
      import { describe, it, test } from 'node:test';
      test('adds', () => assert.equal(1 + 1, 2));
      test('mocks', ({ mock }) => {
        const double = mock.fn((n) => 2 * n);
        double(2);
        assert.deepEqual(double.mock.calls[0].result, 4);
      });
      describe('a suite', () => {
        it('waits', () => new Promise((resolve) => setTimeout(resolve, 5)));
        it.skip('later', () => {});
      });`,
  };
  // A page's clock is coarse: what took no time of it has none beside its name.
  const withoutTimes = (output: string) => output.replaceAll(/ \([\d.]+ms\)|duration_ms [\d.]+/g, '');
  const [here, real] = [await runInPage(plainPage, program), await runOnNode(program)];
  expect(withoutTimes(here.output)).toBe(withoutTimes(real.output));
  expect(here.code).toBe(real.code);
});

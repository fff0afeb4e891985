/** The last words of a program that fails, in the page and on the pinned Node: equal to the letter. */
import { runInPage, runOnNode } from '../../support/browser-node/beside-node.ts';
import { expect, test } from './page.ts';

/** Name of the case -> its first file, and the others. */
const PROGRAMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a throw in CommonJS': {
    'main.js': `function inner() {\n  throw new Error('boom');\n}\n\nfunction outer() { inner(); }\nouter();\n`,
  },
  'a throw in a module, below the library': {
    'main.mjs': `import http from 'node:http';\nfunction inner() {\n  throw new TypeError('boom');\n}\nhttp.METHODS.map(() => inner());\n`,
  },
  'a property of null in a timer': { 'main.js': `const a = { b: null };\nsetTimeout(() => { a.b.c(); }, 1);\n` },
  'an error that was made before': {
    'main.js': `const e = new Error('early');\nsetTimeout(() => {\n    throw e;\n}, 1);\n`,
  },
  'an error of another function': {
    'main.js': `const made = (text) => new RangeError(text);\nfunction check() {\n  throw made('far');\n}\ncheck();\n`,
  },
  'a cause and properties': {
    'main.js': `throw Object.assign(new Error('outer', { cause: new RangeError('inner') }), { code: 'E_X' });\n`,
  },
  'a string': { 'main.js': `\n  throw 'a string';\n` },
  'an object': { 'main.js': `throw { a: 1 };\n` },
  'null, in a module': { 'main.mjs': `throw null;\n` },
  'a rejection': { 'main.mjs': `Promise.reject(new Error('boom'));\n` },
  'a rejection with a number': { 'main.js': `Promise.reject(42);\n` },
  'async functions': {
    'main.mjs': `async function inner() {\n  await null;\n  throw new Error('later');\n}\nasync function outer() {\n  await inner();\n}\nawait outer();\n`,
  },
  "an event 'error' that nobody hears": {
    'main.mjs': `import { EventEmitter } from 'node:events';\nclass Source extends EventEmitter {}\nnew Source().emit('error', new Error('unheard'));\n`,
  },
  'an address in use': {
    'main.mjs': `import net from 'node:net';\nconst first = net.createServer().listen(0, '127.0.0.1', () => {\n  process.on('exit', (code) => console.log('exit', code));\n  net.createServer().listen({ port: first.address().port, host: '127.0.0.1' }).on('error', (e) => { e.message = e.code; e.port = 0; throw e; });\n});\n`,
  },
  'a file that is not there': { 'main.js': `const fs = require('fs');\n  fs.readFileSync('nope.txt');\n` },
  'a module that is not there': { 'main.js': `require('./nope');\n` },
  'an ES module that is not there': { 'main.mjs': `import './nope.mjs';\n` },
  'a package that is not there': { 'main.mjs': `import x from 'nope';\n` },
  'a name that is not exported': { 'main.mjs': `import { nope } from 'node:http';\n` },
  'a name that a file does not export': {
    'main.mjs': `import a, { b } from './a.mjs';\n`,
    'a.mjs': `export const b = 1;\n`,
  },
  'an error while an exit is handled': { 'main.js': `process.on('exit', () => { throw new Error('late'); });\n` },
  'an error while an error is handled': {
    'main.js': `process.on('uncaughtException', () => {\n  throw new Error('second');\n});\nthrow new Error('first');\n`,
  },
  'syntax that a program printed': {
    'main.js': `try { require('./bad.js') } catch (e) { console.log(e) }\nimport('./bad.mjs').catch((e) => console.log(e));\n`,
    'bad.js': 'let a = ;\n',
    'bad.mjs': 'let a = ;\n',
  },
  'import in CommonJS': { 'main.cjs': `import a from 'b';\n` },
  'a trace, a failed assertion and call sites': {
    'main.mjs': `import assert from 'node:assert';\nimport { getCallSites } from 'node:util';\nconsole.trace('here');\nconsole.log(getCallSites().map((site) => site.scriptName + ':' + site.lineNumber).slice(0, 1));\nassert.ok(1 > 2);\n`,
  },
};

/** Wrong syntax, as a script and as a module. */
const WRONG: readonly string[] = [
  'const a = 1;\n  return1 a +* 2;\n',
  'let a = 1;\nlet a = 2;\n',
  'if (true) {\n  console.log(1);\n',
  'foo(\n',
  "console.log('a' 'b');\n",
  "const s = 'abc;\n",
  'const s = `abc;\n',
  'function f() {\n}}\n',
  '1 = 2;\n',
  'const x;\n',
  'function f() {\n  await 1;\n}\n',
  'const r = /(/;\n',
  'foo(() => {\n  const a = [1, 2;\n});\n',
];
const SYNTAX: typeof PROGRAMS = Object.fromEntries(
  WRONG.flatMap((text): [string, (typeof PROGRAMS)[string]][] => [
    [`${JSON.stringify(text)} in CommonJS`, { 'main.js': text }],
    [
      `${JSON.stringify(text)} in a module`,
      { 'main.mjs': `import http from 'node:http';\nexport const q = 1;\n${text}` },
    ],
  ]),
);

const TABLES = { 'errors that nobody catches': PROGRAMS, 'syntax that is wrong': SYNTAX };

for (const [name, programs] of Object.entries(TABLES)) {
  test(`${name} end a program with Node's own words`, async ({ plainPage }) => {
    test.slow();
    for (const [each, files] of Object.entries(programs)) {
      const [here, there] = await Promise.all([runInPage(plainPage, { files }), runOnNode({ files })]);
      expect.soft(here, each).toEqual(there);
    }
  });
}

test('what the app puts beside a program is not in its stacks', async ({ plainPage }) => {
  const { output } = await runInPage(plainPage, {
    files: {
      'main.js': `console.log('wrapped');\n`,
      '.cluster-lab/wrap.mjs': `const { log } = console;\nconsole.log = function observed(...all) { log(...all); throw new Error('seen'); };\n`,
    },
    args: ['--import=./.cluster-lab/wrap.mjs', 'main.js'],
  });
  expect(output).toContain('Error: seen\n    at Object.<anonymous> (/program/main.js:1:9)\n');
});

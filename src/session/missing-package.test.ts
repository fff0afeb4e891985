/** The word for a package that is not here. */
import { expect, test } from 'vitest';
import { missingPackage } from './missing-package.ts';

const names = ['express', 'koa', '@hono/node-server'];
const files = { 'main.js': "\n\nconst app = require('expres')();" };
const sentences = (output: string, of = files) => missingPackage(output, of, names)?.sentences.join(' ');

test('a name that a file has in quotes is shown at its line, with the nearest that is here', () => {
  const error = "Error: \u001b[31mCannot find module 'expres'\u001b[0m\nRequire stack:\n- /work/main.js\n";
  expect(missingPackage(error, files, names)?.place).toMatchObject({ file: 'main.js', line: 3 });
  expect(sentences(error)).toBe(
    "There is no package 'expres' here (main.js, line 3). The nearest that is: express. Here are: express, koa, @hono/node-server.",
  );
});

test.each([
  ["Cannot find package '@hono/nod-server' imported from /work/a.mjs", 'The nearest that is: @hono/node-server.'],
  ["Cannot find module 'axios/lib/axios'", "There is no package 'axios' here. The nearest that is: fetch"],
  ["Cannot find module 'zzz'", "There is no package 'zzz' here. Here are: express,"],
  ["Cannot find module 'koa'", "as in require('koa')."],
])('%s', (error, words) => expect(sentences(error)).toContain(words));

test.each([
  "Cannot find module './lib/work'",
  "Cannot find module '/work/b.mjs' imported from /work/a.mjs",
  'all is well',
])('no word for: %s', (output) => expect(missingPackage(output, files, names)).toBeUndefined());

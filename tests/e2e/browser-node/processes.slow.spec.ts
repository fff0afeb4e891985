/** What a process does as a process, in the page and on the pinned Node: input and pipes, ends, command lines, contexts. */
import { runInPage, runOnNode } from '../../support/browser-node/beside-node.ts';
import { CONTEXTS } from '../../support/browser-node/context-programs.ts';
import { COMMAND_LINES, ENDS, INPUT_AND_PIPES } from '../../support/browser-node/process-programs.ts';
import { TINY_PROGRAMS } from '../../support/browser-node/tiny-programs.ts';
import { TYPESCRIPT } from '../../support/browser-node/typescript-programs.ts';
import { expect, test } from './page.ts';

const TABLES = {
  'input and pipes': INPUT_AND_PIPES,
  'the ends of a process': ENDS,
  'command lines': COMMAND_LINES,
  'stores of AsyncLocalStorage': CONTEXTS,
  'programs in TypeScript': TYPESCRIPT,
  'other programs than Node': TINY_PROGRAMS,
};

for (const [name, programs] of Object.entries(TABLES)) {
  test(`${name} are as on the pinned Node`, async ({ plainPage }) => {
    test.slow();
    for (const [each, program] of Object.entries(programs)) {
      const [here, there] = await Promise.all([runInPage(plainPage, program), runOnNode(program)]);
      expect.soft(here, each).toEqual(there);
    }
  });
}

test('a debugger is refused with a sentence', async ({ plainPage }) => {
  const files = { 'main.js': "console.log('runs')" };
  const { output, code } = await runInPage(plainPage, { files, args: ['--inspect=0', 'main.js'] });
  expect(output).toContain("Node's option --inspect=0 is refused in this sandbox. The browser's developer tools");
  expect(code).toBe(9);
});

test('a name beyond the page is not found, with the reason said once', async ({ plainPage }) => {
  const { output } = await runInPage(plainPage, {
    files: {
      'main.js': `const http = require('node:http');
        for (const host of ['www.example.org', 'api.example.org', 'nobody.invalid'])
          http.get({ host }).on('error', ({ code, hostname }) => console.log(code, hostname));`,
    },
  });
  expect(output.match(/ENOTFOUND/g)).toHaveLength(3);
  expect(output.match(/nothing beyond this page can be reached from here/g)).toHaveLength(1);
});

test('what cannot wait says so', async ({ plainPage }) => {
  const { output } = await runInPage(plainPage, {
    files: { 'main.js': "require('fs').readFileSync(0)" },
    input: 'typed',
  });
  expect(output).toContain('In-browser Node does not have');
});

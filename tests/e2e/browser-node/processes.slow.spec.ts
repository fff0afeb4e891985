/** What a process does as a process, in the page and on the pinned Node: input and pipes, ends, command lines, contexts. */
import { runInPage, runOnNode } from '../../support/browser-node/beside-node.ts';
import { CONTEXTS } from '../../support/browser-node/context-programs.ts';
import { COMMAND_LINES, ENDS, INPUT_AND_PIPES } from '../../support/browser-node/process-programs.ts';
import { expect, test } from './page.ts';

const TABLES = {
  'input and pipes': INPUT_AND_PIPES,
  'the ends of a process': ENDS,
  'command lines': COMMAND_LINES,
  'stores of AsyncLocalStorage': CONTEXTS,
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

test('what cannot wait says so', async ({ plainPage }) => {
  const { output } = await runInPage(plainPage, {
    files: { 'main.js': "require('fs').readFileSync(0)" },
    input: 'typed',
  });
  expect(output).toContain('In-browser Node does not have');
});

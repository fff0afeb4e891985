import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scenarioSchema } from '../check/scenario.schema.ts';
import { homeCommands } from './home-commands.ts';

const step = (scenario: unknown[], run = {}) => ({
  id: 'why-multi-core/how-many',
  run: { entry: 'main.mjs', entries: ['main.mjs'], args: [], env: {}, ...run },
  scenario: scenarioSchema.parse(scenario),
  needs: ['proc-fs' as const],
});
const wait = { do: 'wait', for: { state: 'program-exited' } };

test('a shell that is given them has the files, to the letter, and runs the program', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'home-'));
  const files = {
    'main.mjs': [
      "import { word } from './lib/it s.mjs';",
      'console.log(word, `$HOME \\n`, process.env.PORT, process.env.GREETING, process.argv.slice(2).join());',
      "/*\nEND_OF_FILE\n*/ // it's the end",
    ].join('\n'),
    'lib/it s.mjs': `export const word = 'für 東京';\n`,
  };
  const commands = homeCommands(step([wait], { args: ["it's", 'a b'], env: { GREETING: 'hello you' } }), files);
  const output = execFileSync('/bin/sh', ['-e'], { cwd: folder, input: commands, encoding: 'utf8' });
  expect(output).toBe("für 東京 $HOME \n 8000 hello you it's,a b\n");
  for (const [name, text] of Object.entries(files)) {
    expect(readFileSync(path.join(folder, 'how-many', name), 'utf8').trimEnd()).toBe(text.trimEnd());
  }
  rmSync(folder, { recursive: true });
});

test('each start of the scenario is there once, pinned where it was, and requests for a second terminal', () => {
  const commands = homeCommands(
    step([
      { do: 'start', pinned: true },
      { do: 'start', env: { WORKERS: '2' } },
      { do: 'start', env: { WORKERS: '2' } },
      { do: 'load', name: 'a', requests: 500, path: '/a?b=1' },
    ]),
    { 'main.mjs': '' },
  );
  expect(commands.split('\n')).toEqual([
    '# In a terminal of Linux, with Node 24:',
    'mkdir -p how-many && cd how-many',
    "cat > main.mjs <<'END_OF_FILE'",
    '',
    'END_OF_FILE',
    '# One after the other; Ctrl+C ends each:',
    'PORT=8000 taskset -c 0 node main.mjs',
    'PORT=8000 WORKERS=2 node main.mjs',
    '# Meanwhile, in a second terminal:',
    "# for i in $(seq 20); do curl -s 'http://localhost:8000/a?b=1'; echo; done",
  ]);
});

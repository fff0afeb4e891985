import { expect, test } from 'vitest';
import { readCommands } from './shell-words.ts';

const ENV = { HOME: '/home/ada', WORD: 'two words' };
const words = (line: string) => readCommands(line, ENV)?.map((command) => command.words);

test.each([
  ['node main.js --port 80', [['node', 'main.js', '--port', '80']]],
  [`echo 'a  b' "c $HOME" d\\ e ""`, [['echo', 'a  b', 'c /home/ada', 'd e', '']]],
  [`echo '$HOME' "\\$HOME" \${HOME}/x $NONE$HOME`, [['echo', '$HOME', '$HOME', '/home/ada/x', '/home/ada']]],
  ['echo a;echo b ; true;', [['echo', 'a'], ['echo', 'b'], ['true']]],
  ['echo a # and no more', [['echo', 'a']]],
  ['echo a#b', [['echo', 'a#b']]],
])('a line is read as a shell reads it: %s', (line, read) => {
  expect(words(line)).toEqual(read);
});

test('what comes next depends on how it went', () => {
  expect(readCommands('false && echo a || echo b', ENV)?.map(({ after }) => after)).toEqual([';', '&&', '||']);
});

test.each([
  'ls | wc',
  'echo a > b',
  'cat *.js',
  'echo $(pwd)',
  'echo `pwd`',
  'echo "a',
  'sleep 1 &',
  '',
  '&& true',
  'true &&',
  'echo $',
])('more than simple commands is left alone: %s', (line) => expect(words(line)).toBeUndefined());

// Variables from files: quotes, comments, several lines, what is missing, and who wins.
import fs from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import util from 'node:util';

const FILE = `# a comment
PLAIN=value # and a comment
  SPACED  =  two words
EMPTY=
export EXPORTED=yes
SINGLE='a # b'
DOUBLE="first\\nsecond # no comment"
LINES="one
two
three"
BACK=\`it's "quoted"\`
OPEN="never closed
PLAIN=last wins
HOME=from the file
no equals sign
`;
console.log(util.parseEnv(FILE));
// Whatever is put together, by the same chance each time.
const PARTS = ['A', 'KEY', '=', '=', '\n', '\n', ' ', '\t', '#', '"', "'", '`', '\\n', 'export ', 'x', '\r\n'];
let seed = 7;
const chance = (most) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % most;
for (let i = 0; i < 400; i++) {
  const text = Array.from({ length: chance(14) }, () => PARTS[chance(PARTS.length)]).join('');
  const found = JSON.stringify(util.parseEnv(text));
  if (found !== '{}') console.log(JSON.stringify(text), found);
}
fs.writeFileSync('.env', FILE);
fs.writeFileSync('more.env', 'PLAIN=more\nONLY=here');
const home = process.env.HOME;
console.log(process.loadEnvFile(), process.env.LINES, process.env.HOME === home);
process.loadEnvFile(new URL('more.env', import.meta.url));
console.log(process.env.PLAIN, process.env.ONLY);
for (const path of ['missing.env', '.', 7]) {
  try {
    process.loadEnvFile(path);
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
const print = ['-p', '[process.env.PLAIN, process.env.ONLY, process.env.GIVEN].join()'];
for (const options of [
  ['--env-file=.env', '--env-file', 'more.env'],
  ['--env-file-if-exists=missing.env'],
  ['--env-file=missing.env'],
]) {
  const env = { PATH: process.env.PATH, GIVEN: 'given' };
  const child = spawn(process.execPath, [...options, ...print], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    argv0: 'node',
  });
  console.log(options.join(' '), await once(child, 'exit'));
}

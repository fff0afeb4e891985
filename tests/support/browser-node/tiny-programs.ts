/** Other programs than Node, as examples of child_process use them; on the pinned Node they are those of the computer. */
import type { Program } from './beside-node.ts';

const script = (text: string): Program => ({
  files: {
    'main.js': `const { exec, execFile, spawn } = require('node:child_process');
      const told = (name) => (error, out, err) => console.log(name, error?.code, JSON.stringify(out), JSON.stringify(err));
      ${text}`,
    'child.js': "console.log('child', process.argv.slice(2)); process.exitCode = Number(process.argv[2] ?? 0);",
    'a.txt': 'first\n',
    'b.txt': 'second\n',
  },
});

export const TINY_PROGRAMS: Readonly<Record<string, Program>> = {
  'exec of a command': script("exec('echo a  \"b  c\" $WORD', { env: { ...process.env, WORD: 'd' } }, told('echo'));"),
  'exec of node': script("exec('node child.js 3 x', told('node'));"),
  'one after the other': script("exec('false || echo b && node child.js; echo c', told('all'));"),
  'the code of a shell': script(
    "exec('echo a; exit 7', told('exit')); exec('false', told('false')); exec('true', told('true'));",
  ),
  'files and input': script(`execFile('cat', ['a.txt', 'b.txt'], told('cat'));
    const cat = spawn('cat');
    cat.stdout.on('data', (data) => console.log('piped', String(data)));
    cat.stdin.end('through');`),
  'a file that is missing': script("execFile('/bin/cat', ['none.txt'], told('cat'));"),
  'spawn with a shell': script(
    "spawn('echo one && echo two', { shell: true, stdio: 'inherit' }).on('exit', console.log);",
  ),
  'its environment and its folder': script(
    "execFile('env', { env: { ONE: '1' } }, told('env')); exec('pwd', (error, out) => console.log(out.trim() === process.cwd()));",
  ),
  'one that is ended': script(
    "spawn('sleep', ['30']).on('exit', (code, signal) => console.log(code, signal)).on('spawn', function () { this.kill(); });",
  ),
  'a program that there is not': script(
    "spawn('no-such-program').on('error', ({ code, syscall }) => console.log(code, syscall));",
  ),
};

/** Other programs than Node, as examples of child_process use them; on the pinned Node they are those of the computer. */
import type { Program } from './beside-node.ts';

const script = (text: string): Program => ({
  files: {
    'main.mjs': `import { exec, execFile, spawn } from 'node:child_process';
      import { once } from 'node:events';
      // One after the other, as nobody knows who of several is first.
      const told = (start, ...given) => new Promise((resolve) => start(...given, (error, out, err) => {
        console.log(error?.code, JSON.stringify(out), JSON.stringify(err));
        resolve();
      }));
      ${text}`,
    'child.js': "console.log('child', process.argv.slice(2)); process.exitCode = Number(process.argv[2] ?? 0);",
    'a.txt': 'first\n',
    'b.txt': 'second\n',
  },
});

export const TINY_PROGRAMS: Readonly<Record<string, Program>> = {
  'exec of a command': script(`await told(exec, 'echo a  "b  c" $WORD', { env: { ...process.env, WORD: 'd' } });`),
  'exec of node': script("await told(exec, 'node child.js 3 x');"),
  'one after the other': script("await told(exec, 'false || echo b && node child.js; echo c');"),
  'the code of a shell': script("for (const line of ['echo a; exit 7', 'false', 'true']) await told(exec, line);"),
  'files and input': script(`await told(execFile, 'cat', ['a.txt', 'b.txt']);
    const cat = spawn('cat');
    cat.stdout.on('data', (data) => console.log('piped', String(data)));
    cat.stdin.end('through');`),
  'a file that is missing': script("await told(execFile, 'cat', ['none.txt']);"),
  'spawn with a shell': script(
    "spawn('echo one && echo two', { shell: true, stdio: 'inherit' }).on('exit', (...end) => console.log(...end));",
  ),
  'its environment and its folder': script(`await told(execFile, 'env', { env: { ONE: '1' } });
    exec('pwd', (error, out) => console.log(out.trim() === process.cwd()));`),
  'one that is ended': script(`const sleep = spawn('sleep', ['30']);
    await once(sleep, 'spawn');
    sleep.kill();
    console.log(await once(sleep, 'exit'));`),
  'a program that there is not': script(
    "spawn('no-such-program').on('error', ({ code, syscall }) => console.log(code, syscall));",
  ),
};

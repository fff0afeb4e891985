/** Programs about a process as a process: its input, pipes, files, ends and command line. Each prints the same on every Node. */
import type { Program } from './beside-node.ts';

type Table = Readonly<Record<string, Program>>;

const lines = (...all: readonly string[]) => all.join('\n');

/** A program that starts itself: `role` is undefined in the first process. */
function family(first: string, roles: Readonly<Record<string, string>>): Program['files'] {
  const cases = Object.entries(roles).map(([role, text]) => `if (role === '${role}') { ${text} }`);
  return {
    'main.mjs': lines(
      "import { fork, spawn } from 'node:child_process';",
      "import fs from 'node:fs';",
      'const [, , role] = process.argv;',
      'const start = (as, stdio) => spawn(process.execPath, [import.meta.filename, as], { stdio });',
      `${cases.join(' else ')} else { ${first} }`,
    ),
  };
}

const say = (name: string) => `(data) => console.log('${name}', JSON.stringify(String(data)))`;

export const INPUT_AND_PIPES: Table = {
  'input to its end': {
    files: {
      'main.mjs':
        "let all = ''; for await (const text of process.stdin.setEncoding('utf8')) all += text; console.log([all]);",
    },
    input: 'one\ntwo\nthree',
  },
  'events of input': {
    files: {
      'main.js':
        "for (const name of ['data', 'end', 'close']) process.stdin.on(name, (data) => console.log(name, data?.length));",
    },
    input: 'hello',
  },
  'lines of input': {
    files: {
      'main.mjs': lines(
        "import readline from 'node:readline';",
        'for await (const line of readline.createInterface({ input: process.stdin })) console.log(line.toUpperCase());',
      ),
    },
    input: 'one\ntwo\nthree',
  },
  'questions, the second without an answer': {
    files: {
      'main.mjs': lines(
        "import readline from 'node:readline/promises';",
        'const asking = readline.createInterface({ input: process.stdin, output: process.stdout });',
        "console.log(await asking.question('name? '));",
        "console.log(await asking.question('age? '));",
      ),
    },
    input: 'Ann\n',
  },
  'a child that inherits all': {
    files: family("start('c', 'inherit').on('exit', (code) => console.log('exit', code));", {
      c: `process.stdin.on('data', ${say('got')}).on('end', () => console.log('end'));`,
    }),
    input: 'typed',
  },
  'a silent child': {
    files: family(
      `const child = fork(import.meta.filename, ['c'], { silent: true });
       child.stdout.on('data', ${say('out')}); child.on('close', (code) => console.log('close', code));`,
      { c: "console.log('said')" },
    ),
  },
  'what is written to a child comes back': {
    files: family(
      `const child = fork(import.meta.filename, ['c'], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
       child.stdout.on('data', ${say('echo')}); child.stdin.end('abc'); child.on('close', (code) => console.log('close', code));`,
      { c: 'process.stdin.pipe(process.stdout)' },
    ),
  },
  'one child writes into the input of another': {
    files: family(
      `const reader = start('reader', ['pipe', 'inherit', 'inherit']);
       start('writer', ['ignore', reader.stdin, 'inherit']).on('exit', () => reader.stdin.end());
       reader.on('exit', (code) => console.log('exit', code));`,
      { reader: `process.stdin.on('data', ${say('read')})`, writer: "console.log('written')" },
    ),
  },
  'a fourth descriptor': {
    files: family(
      `const child = start('c', ['ignore', 'inherit', 'inherit', 'pipe']); child.stdio[3].on('data', ${say('fourth')});`,
      { c: "fs.writeSync(3, 'on three')" },
    ),
  },
  'files that a child changes': {
    files: family(
      `for (const name of ['old', 'gone', 'log']) fs.writeFileSync(name, name);
       fork(import.meta.filename, ['c']).on('message', () =>
         console.log(fs.readFileSync('d/x.txt', 'utf8'), fs.readFileSync('log', 'utf8'), fs.readdirSync('.').sort().join()));`,
      {
        c: `fs.mkdirSync('d'); fs.writeFileSync('d/x.txt', 'from child'); fs.appendFileSync('log', '+');
            fs.renameSync('old', 'new'); fs.unlinkSync('gone'); process.send('done', () => process.disconnect());`,
      },
    ),
  },
  'timers beside processes that compute': {
    files: family(
      `let left = 2, ticks = 0, many = 0;
       const interval = setInterval(() => ticks++, 5);
       for (let i = 0; i < 2; i++) fork(import.meta.filename, ['c']).on('exit', () => {
         if (--left > 0) return; clearInterval(interval); console.log(ticks > 10);
       });
       for (let i = 0; i < 5000; i++) setTimeout(() => { if (++many === 5000) console.log('all'); }, i % 50);`,
      { c: 'for (const end = Date.now() + 400; Date.now() < end;);' },
    ),
  },
};

const script = (text: string): Program => ({ files: { 'main.js': text } });
const module = (text: string): Program => ({ files: { 'main.mjs': text } });

export const ENDS: Table = {
  'in finally': script(
    "try { process.exit(4); } catch { console.log('caught') } finally { console.log('finally') } console.log('on');",
  ),
  'in a generator': script(
    "function* g() { try { yield 1; } finally { console.log('no'); } } for (const x of g()) process.exit(3);",
  ),
  'in an async function': module(
    "async function f() { try { await null; process.exit(3); } finally { console.log('no'); } } f();",
  ),
  'in a promise': script(
    "Promise.resolve().then(() => process.exit(5)).finally(() => console.log('no')); setTimeout(() => console.log('no'), 9);",
  ),
  'in a tick': script(
    "process.nextTick(() => process.exit(8)); setImmediate(() => console.log('no')); console.log('yes');",
  ),
  'in an exit handler': script(
    "process.on('exit', (c) => { console.log(c, process.exitCode); process.exit(9); console.log('no'); }); process.exitCode = 3;",
  ),
  'code set in an exit handler': script(
    'process.on("exit", (code) => { process.exitCode = code + 10; }); process.exitCode = 3;',
  ),
  'before exit': script(
    "let n = 0; process.on('beforeExit', (c) => { console.log(c); if (n++ < 2) setTimeout(() => console.log('more'), 1); else process.exit(2); });",
  ),
  'after a top-level await': module(
    "process.on('exit', (c) => console.log(c)); await null; process.exit(6); console.log('no');",
  ),
  'a top-level await that never ends': module(
    "process.on('exit', (c) => console.log(c));\nconst x = await new Promise(() => {});\n",
  ),
  'in a handler of errors': script(
    "process.on('uncaughtException', (e, o) => { console.log(e.message, o); process.exit(7); }); setTimeout(() => { throw new Error('x') }, 1);",
  ),
  'a rejection that is handled late': script(
    "process.on('unhandledRejection', (r) => console.log(r.message)).on('rejectionHandled', () => console.log('late')); const p = Promise.reject(new Error('x')); setTimeout(() => p.catch(() => console.log('caught')), 5);",
  ),
  'codes that are none': script(
    "try { process.exit('x') } catch (e) { console.log(e.code) } try { process.exitCode = 1.5 } catch (e) { console.log(e.code) } process.exit('12');",
  ),
  'SIGKILL to itself': script("console.log('a'); process.kill(process.pid, 'SIGKILL'); console.log('b');"),
  'SIGTERM to itself, handled': script(
    "process.on('SIGTERM', () => { console.log('term'); process.exit(1) }); process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1000);",
  ),
};

const PRELOADS = {
  'pre.mjs': "console.log('pre', process.argv.length); globalThis.pre = 1;",
  'req.cjs': "console.log('req', module.id.split('/').at(-1));",
  'later.mjs': 'await new Promise((resolve) => setTimeout(resolve, 5)); globalThis.later = 1;',
  'bad.mjs': "throw new Error('pre')",
  'a b.cjs': "console.log('spaced')",
  '.env': 'A=1\nB="two words"\n',
};
const main =
  "console.log('main', globalThis.pre, globalThis.later, process.execArgv, process.env.A, process.env.B, process.title === 'abc');";
const withArgs = (...args: readonly string[]): Program => ({ files: { 'main.mjs': main, ...PRELOADS }, args });
const inEnvironment = (options: string): Program => ({ ...withArgs('main.mjs'), env: { NODE_OPTIONS: options } });

export const COMMAND_LINES: Table = {
  '--import in two words': withArgs('--import', './pre.mjs', 'main.mjs', 'x'),
  '--import of what waits': withArgs('--import=./later.mjs', 'main.mjs'),
  '--import of what throws': withArgs('--import=./bad.mjs', 'main.mjs'),
  '--require, twice': withArgs('-r', './req.cjs', '--require=./a b.cjs', 'main.mjs'),
  NODE_OPTIONS: inEnvironment('--import ./pre.mjs --require "./a b.cjs" --no-warnings'),
  'NODE_OPTIONS with what is not for all': inEnvironment('--eval 1'),
  'an option that there is not': withArgs('--nope', 'main.mjs'),
  'an option without its value': withArgs('--require'),
  '--env-file and --title': withArgs('--env-file=.env', '--title=abc', 'main.mjs'),
  '--env-file that is not there': withArgs('--env-file=nope', 'main.mjs'),
  '--env-file-if-exists that is not there': withArgs('--env-file-if-exists=nope', 'main.mjs'),
  '--version': withArgs('--version'),
  '--print': withArgs('-p', 'process.argv.length', 'x'),
  '--eval of a module': withArgs('--input-type=module', '-e', "import os from 'node:os'; console.log(typeof os.cpus)"),
  'a program on input': { ...withArgs('-'), input: "console.log('from input', process.argv.length)" },
  'children get the options': {
    files: {
      ...family("fork(import.meta.filename, ['c']);", { c: 'console.log(globalThis.pre, process.execArgv)' }),
      ...PRELOADS,
    },
    args: ['--import=./pre.mjs', 'main.mjs'],
  },
  '--stack-trace-limit': {
    ...script("function f(n) { if (n) f(n - 1); else throw new Error('deep'); } f(20);"),
    args: ['--stack-trace-limit=3', 'main.js'],
  },
  '--disable-warning': {
    ...script("process.emitWarning('a', { code: 'X' }); process.emitWarning('b', { code: 'Y' });"),
    args: ['--disable-warning=X', 'main.js'],
  },
  '--unhandled-rejections': {
    ...script("Promise.reject(new Error('x')); setTimeout(() => console.log('alive'), 50);"),
    args: ['--unhandled-rejections=warn', 'main.js'],
  },
  'how parallel the computer is': module(
    "import os from 'node:os'; console.log(os.availableParallelism() === navigator.hardwareConcurrency, os.cpus().length === os.availableParallelism());",
  ),
};

/** Programs that try to get out of the fence of the local host, each in its own way. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ESCAPE, HELD, startAttackedHost } from '../support/attack.ts';

let host: Awaited<ReturnType<typeof startAttackedHost>>;
beforeAll(async () => {
  host = await startAttackedHost();
});
afterEach(() => host.clear());
afterAll(() => host.close());

test('an unguarded process would get out by each of these ways', async () => {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, ['--input-type=module', '-e', ESCAPE, String(process.pid)]);
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) text += chunk as string;
  expect(text.match(/ESCAPED by \w+/g)).toEqual([
    'ESCAPED by spawn',
    'ESCAPED by handle',
    'ESCAPED by read',
    'ESCAPED by signal',
  ]);
});

describe('a program is refused, in a sentence', () => {
  const attacks: Record<string, string> = {
    'NODE_OPTIONS in fork': `fork('./escape.mjs', { env: { NODE_OPTIONS: '--import=data:text/javascript,1' } })`,
    'NODE_OPTIONS in cluster.fork': `cluster.fork({ NODE_OPTIONS: '--allow-fs-read=*' })`,
    'NODE_OPTIONS in its own environment': `process.env.NODE_OPTIONS = '--require=./x.cjs'; cluster.fork()`,
    'NODE_OPTIONS inherited by an environment': `spawn(node, ['escape.mjs'], { env: Object.create({ NODE_OPTIONS: '--inspect' }) })`,
    'NODE_OPTIONS from Object.prototype': `Object.prototype.NODE_OPTIONS = '--inspect'; fork('./escape.mjs')`,
    LD_PRELOAD: `fork('./escape.mjs', { env: { LD_PRELOAD: './x.so' } })`,
    'a wider fence': `fork('./escape.mjs', { execArgv: [...process.execArgv, '--allow-fs-read=*'] })`,
    'a wider fence in process.execArgv': `process.execArgv.push('--allow-fs-write=*'); cluster.fork()`,
    'no fence': `fork('./escape.mjs', { execArgv: ['--no-permission'] })`,
    'an option in place of the file': `fork('--inspect', ['escape.mjs'])`,
    'a debugger': `spawn(node, ['inspect', '-p', String(outside)])`,
    'a debugger, hidden from who judges by a NUL character': `
      new (new childProcess.ChildProcess()._handle.constructor)().spawn(node, ['node', 'inspect\\0', '-p', String(outside)], undefined, [], [], 0)`,
    'an option that only shows when it is read again': `
      let reads = 0;
      const argument = { toString: () => (reads++ === 0 ? '--no-warnings' : '--allow-addons') };
      new (new childProcess.ChildProcess()._handle.constructor)().spawn(node, ['node', argument, '--allow-addons'], undefined, [], [], 0)`,
    'a shell': `spawn('true', { shell: true })`,
    'a shell as execPath': `process.execPath = '/bin/sh'; spawn('/bin/sh', ['-c', 'true'])`,
    'a shell by execve': `process.execve('/bin/sh', ['sh', '-c', 'true'])`,
    'a shell by a handle': `new (new childProcess.ChildProcess()._handle.constructor)().spawn('/bin/sh', ['sh'], undefined, [], [], 0)`,
    'a shell by execSync': `childProcess.execSync('true')`,
    'flags of V8': `(await import('node:v8')).setFlagsFromString('--allow-natives-syntax')`,
    'two flags of V8 in one': `(await import('node:v8')).setFlagsFromString('--stack-trace-limit=1 --allow-natives-syntax')`,
    'a report of a fatal error, which Node writes anywhere': `process.report.directory = '/tmp'; process.report.reportOnFatalError = true`,
    'more heap': `(await import('node:v8')).setFlagsFromString('--max-old-space-size=4000')`,
  };
  test.each(Object.entries(attacks))('%s', async (_, source) => {
    expect(
      await host.attack(`try { ${source}; console.log('ALLOWED'); } catch (error) { console.log(error.message); }`),
    ).toMatch(/^Cluster Lab: .+\.\n$/);
  });

  test('a shell that a subscriber of the spawn puts in', async () => {
    // The refusal quotes the line, which says ESCAPED only once a shell has read it.
    const source = `
      const { subscribe } = await import('node:diagnostics_channel');
      for (const name of ['child_process', 'tracing:child_process.spawn:start'])
        subscribe(name, ({ options }) => { if (options) { options.file = '/bin/sh'; options.args = ['sh', '-c', 'echo ESC""APED']; } });
      try { fork('./escape.mjs', [String(outside)]); } catch (error) { console.log(error.message); }`;
    expect(await host.attack(source)).not.toContain('ESCAPED');
  });

  test('SQLite, which opens any file', async () => {
    expect(await host.attack(`console.log(process.getBuiltinModule('node:sqlite'))`)).toBe('undefined\n');
    expect(await host.attack(`await import('node:sqlite').catch(({ code }) => console.log(code))`)).toBe(
      'ERR_UNKNOWN_BUILTIN_MODULE\n',
    );
  });
});

describe('a child has the guard, whatever it was started with', () => {
  const evil = `--import=data:text/javascript,/*guard.mjs*//*guard/guard.cjs*/1`;
  const args = `[String(outside)]`;
  const ways: Record<string, string> = {
    'as it is': `fork('./escape.mjs', ${args})`,
    'an import that has the guard’s name': `fork('./escape.mjs', ${args}, { execArgv: ['${evil}'] })`,
    'another preload with the guard’s name': `fs.mkdirSync('guard'); fs.writeFileSync('guard/guard.cjs', ''); fork('./escape.mjs', ${args}, { execArgv: ['--require=./guard/guard.cjs'] })`,
    'no options': `fork('./escape.mjs', ${args}, { execArgv: [] })`,
    'no environment': `spawn(node, ['escape.mjs', ...${args}], { env: {}, stdio: 'inherit' })`,
    'node by its name, detached': `spawn('node', ['escape.mjs', ...${args}], { detached: true, stdio: 'inherit' })`,
    'process.execArgv emptied': `process.execArgv.length = 0; fork('./escape.mjs', ${args})`,
    'process.execArgv replaced': `process.execArgv = ['${evil}']; fork('./escape.mjs', ${args})`,
    'a text': `spawn(node, ['--input-type=module', '-e', fs.readFileSync('escape.mjs', 'utf8'), ...${args}], { stdio: 'inherit' })`,
    'standard input': `spawn(node, ['--input-type=module', '-', ...${args}], { stdio: ['pipe', 'inherit', 'inherit'] }).stdin.end(fs.readFileSync('escape.mjs'))`,
    'cluster settings': `cluster.setupPrimary({ exec: './escape.mjs', args: ${args}, execArgv: ['${evil}'] }); cluster.fork()`,
    'cluster settings changed afterwards': `cluster.setupPrimary({ exec: './escape.mjs', args: ${args} }); cluster.settings.execArgv = []; cluster.fork({ A: '1' })`,
    'prototypes of lists and texts': `
      for (const name of ['push', 'splice', 'filter', 'some', 'map', 'concat', 'includes', 'slice']) Array.prototype[name] = () => [];
      for (const name of ['startsWith', 'includes', 'slice', 'indexOf', 'toUpperCase']) String.prototype[name] = () => true;
      Array.prototype[Symbol.iterator] = function* () {};
      Function.prototype.call = Function.prototype.apply = () => 0;
      Reflect.apply = () => 0;
      fork('./escape.mjs', ${args})`,
    'setters on Array.prototype': `
      for (let at = 6; at < 40; at++) Object.defineProperty(Array.prototype, at, { set() {}, get: () => undefined, configurable: true });
      const child = spawn(node, Array.from({ length: 0 }), { stdio: ['pipe', 'inherit', 'inherit'] });
      for (let at = 6; at < 40; at++) delete Array.prototype[at];
      child.stdin.end('require("node:fs").readFileSync("/etc/hostname")')`,
    'fields on Object.prototype': `
      Object.assign(Object.prototype, { shell: '/bin/sh', execArgv: ['--allow-addons'], detached: true, uid: 0, env: {}, file: '/bin/sh', envPairs: [], NODE_ENV: 'x' });
      fork('./escape.mjs', ${args})`,
    'files of the guard': `
      const guard = process.execArgv.find((word) => word.startsWith('--require=')).slice(10);
      for (const change of [() => fs.writeFileSync(guard, ''), () => fs.rmSync(guard), () => fs.renameSync('empty', guard)])
        try { change(); console.log('ESCAPED by the file'); } catch {}
      fork('./escape.mjs', ${args})`,
    'a folder of its own': `fs.mkdirSync('deep/guard', { recursive: true }); fs.writeFileSync('deep/guard/guard.cjs', ''); fork(process.cwd() + '/escape.mjs', ${args}, { cwd: 'deep' })`,
  };
  test.each(Object.entries(ways))('%s', async (_, source) => {
    const output = await host.attack(source);
    expect(output).not.toContain('ESCAPED');
    expect(output).toMatch(/held|ERR_|Cluster Lab: /);
  });

  test('and does its own work', async () => {
    expect(await host.attack(`fork('./escape.mjs', [String(outside)], { execArgv: ['${evil}'] })`)).toBe(HELD);
  });
});

describe('a program asks its own host for nothing, which would grant it what a step of ours is granted', () => {
  test.each(['{ port, host: "127.0.0.1" }', '{ port, host: "::1" }', '{ port: String(port), host: "localhost" }'])(
    'at %s',
    async (options) => {
      const source = `
        const net = await import('node:net');
        const port = ${host.port};
        const attempt = () => new Promise((resolve, reject) => net.connect(${options}).on('connect', resolve).on('error', reject));
        await attempt().then(() => console.log('REACHED'), (error) => console.log(error.message));
        process.exit();`;
      expect(await host.attack(source)).toMatch(/Cluster Lab: port \d+ is for pages of the course alone/);
    },
  );

  test('nor below net, by a number that the system cuts to that port, or by fetch', async () => {
    const source = `
      const net = await import('node:net');
      const port = ${host.port};
      const handle = net._createServerHandle(null, 0, 4);
      for (const number of [port, port + 2 ** 16])
        try { handle.connect({}, '127.0.0.1', number); console.log('REACHED'); } catch { console.log('held'); }
      await fetch('http://127.0.0.1:' + port).then(() => console.log('REACHED'), () => console.log('held'));
      process.exit();`;
    expect(await host.attack(source)).toMatch(
      /^held\nheld\n[^]*Cluster Lab: port \d+ is for pages of the course alone/,
    );
  });
});

describe('a program signals its own processes alone', () => {
  const tries = (body: string) => `
    const attempt = (pid, send = process.kill) => { try { send(pid, 0); return 'reached'; } catch ({ code }) { return code; } };
    ${body}`;

  test('not this test, its server, all processes, or the first of this computer', async () => {
    const source = tries(`
      let reads = 0;
      const turns = { valueOf: () => (reads++ < 2 ? process.pid : outside) };
      const pids = [outside, String(outside), -outside, -1, 1, true, turns, outside + 2 ** 32];
      console.log(...pids.map((pid) => attempt(pid)));
      console.log(...pids.map((pid) => attempt(pid, process._kill)));
      console.log(attempt(outside, (await import('node:os')).setPriority), attempt(outside, process._debugProcess));`);
    const output = await host.attack(source);
    expect(output).not.toContain('reached');
    expect(output.match(/EPERM|ERR_\w+/g)).toHaveLength(18);
  });

  test('not one that a handle says is its child', async () => {
    const source = tries(`
      const child = new childProcess.ChildProcess();
      Object.defineProperty(child._handle, 'pid', { get: () => outside, set() {} });
      try { child.spawn({ file: node, args: ['node', '-e', ''], stdio: 'ignore' }); } catch ({ message }) { console.log(message); }
      const other = new childProcess.ChildProcess();
      Object.defineProperty(Object.getPrototypeOf(other._handle), 'pid', { get: () => outside, set() {}, configurable: true });
      try { other.spawn({ file: node, args: ['node', '-e', ''], stdio: 'ignore' }); } catch {}
      console.log(attempt(outside));`);
    expect(await host.attack(source)).toBe('Cluster Lab: a handle that says its own pid is not started.\nEPERM\n');
  });

  test('itself, its group, its children, and their primary', async () => {
    const source = tries(`
      const { setPriority } = await import('node:os');
      if (cluster.isPrimary) {
        const worker = cluster.fork();
        worker.on('message', (found) => {
          console.log(found, [process.pid, 0, -process.pid, worker.process.pid].map((pid) => attempt(pid)).join());
          setPriority(worker.process.pid, 5);
          worker.on('exit', () => console.log(attempt(worker.process.pid)));
          process.kill(worker.process.pid);
        });
      } else process.send([process.pid, process.ppid, -process.ppid, 0].map((pid) => attempt(pid)).join());`);
    const all = 'reached,reached,reached,reached';
    expect(await host.attack(source)).toBe(`${all} ${all}\nESRCH\n`);
  });
});

describe('threads, where they are granted, have the guard too', () => {
  const escape = (options: string) => `
    const { Worker } = await import('node:worker_threads');
    new Worker('./escape.mjs', { argv: [String(outside)], ...${options} });`;
  test.each([
    '{}',
    '{ execArgv: [] }',
    "{ execArgv: ['--no-warnings'] }",
    '{ env: {} }',
    '{ env: { A: 1 }, execArgv: [] }',
  ])('with %s', async (options) => expect(await host.attack(escape(options), ['threads'])).toBe(HELD));
  const refusedOptions = [
    "{ env: { NODE_OPTIONS: '--require=./x.cjs' } }",
    "{ execArgv: ['--experimental-sqlite'] }",
    "{ get execArgv() { process.env.NODE_OPTIONS = '--require=./x.cjs'; return []; } }",
    "{ execArgv: [{ toString() { process.env.NODE_OPTIONS = '--require=./x.cjs'; return '--no-warnings'; } }] }",
    "{ env: (await import('node:worker_threads')).SHARE_ENV, execArgv: [] }",
  ];
  test.each(refusedOptions)('refused with %s', async (options) => {
    const source = `
      const { Worker } = await import('node:worker_threads');
      fs.writeFileSync('x.cjs', 'require("node:fs").writeSync(1, "ESCAPED before the guard")');
      try { new Worker('./escape.mjs', ${options}); } catch (error) { console.log(error.message); }`;
    expect(await host.attack(source, ['threads'])).toMatch(/^Cluster Lab: .+\.\n$/);
  });
  test('with an environment of the process that is another at each look', async () => {
    const source = `
      const { env } = process;
      let reads = 0;
      const { Worker } = await import('node:worker_threads');
      fs.writeFileSync('x.cjs', 'require("node:fs").writeSync(1, "ESCAPED before the guard")');
      const argv = [String(outside)];
      Object.defineProperty(process, 'env', { get: () => (reads++ % 2 ? env : { NODE_OPTIONS: '--require=./x.cjs' }) });
      new Worker('./escape.mjs', { argv });`;
    expect(await host.attack(source, ['threads'])).toBe(HELD);
  });
  test('and hooks and channels show no constructor of Node’s own handle, from the first thread on', async () => {
    const source = `
      const { Worker } = await import('node:worker_threads');
      const found = [];
      const look = (handle) => { if (handle?.startThread) found.push(typeof handle.constructor); };
      (await import('node:async_hooks')).createHook({ init: (_, type, __, resource) => look(resource) }).enable();
      (await import('node:diagnostics_channel')).subscribe('worker_threads', ({ worker }) => {
        for (const key of Object.getOwnPropertySymbols(worker)) look(worker[key]);
      });
      new Worker('', { eval: true }).on('exit', () => console.log([...new Set(found)]));`;
    expect(await host.attack(source, ['threads'])).toBe("[ 'undefined' ]\n");
  });
  test('and their constructor leads to no other', async () => {
    const source = `
      const { Worker } = await import('node:worker_threads');
      const thread = new Worker('', { eval: true });
      const handle = Object.getOwnPropertySymbols(thread).map((key) => thread[key]).find((value) => value?.startThread);
      console.log(thread.constructor === Worker, Object.getPrototypeOf(thread).constructor === Worker, handle?.constructor);`;
    expect(await host.attack(source, ['threads'])).toBe('true true undefined\n');
  });
});

/** What every engine must do, the same words for all: an engine that passes can stand behind the seam. */
import { expect } from 'vitest';
import { MOST_PROGRAMS } from './limits.ts';
import { piecesOf } from './pieces.ts';
import type { Sandbox, SandboxProcess } from './sandbox.ts';

/** What a rule is checked with. */
export interface RuleTools {
  /** A fresh sandbox with these files; disposed of when the rule is done. */
  readonly booted: (files?: Readonly<Record<string, string>>) => Promise<Sandbox>;
  /** A fresh sandbox in which this program, `main.mjs`, was started. */
  readonly start: (source: string) => Promise<{ sandbox: Sandbox; program: SandboxProcess; text: Text }>;
  /** Ends the rule here: the engine's capabilities say that it cannot keep it. */
  readonly skip: (reason: string) => never;
}

export type Rule = (tools: RuleTools) => Promise<void>;

/** The contract: each rule by its name. They run wherever the engine does, in Node or in a browser. */
export const contractRules = new Map<string, Rule>();
const rule = (name: string, check: Rule) => contractRules.set(name, check);

/** Printed by programs that are ready to be acted on. */
const READY = 'ready';

/** Why an engine that is not `editable` need not keep a rule about a program of the rule's own. */
const REPLAYS = 'this engine replays a recorded run and starts no other program';

const LISTENING_CLUSTER = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) {
    let listening = 0;
    cluster.on('listening', () => { if (++listening === 2) console.log('${READY}'); });
    cluster.on('exit', (worker, code, signal) => console.log(\`exit \${worker.id} \${code} \${signal}\`));
    for (let i = 0; i < 2; i++) console.log('pid ' + cluster.fork().process.pid);
  } else http.createServer((request, response) => response.end(String(process.pid))).listen(process.env.PORT);
`;

const CLIENT = `
  const http = await import('node:http');
  for (let i = 0; i < 4; i++) await new Promise((resolve) => http.get({ port: process.env.PORT, agent: false }, (response) => {
    response.on('data', (pid) => console.log('served by ' + pid)).on('end', resolve);
  }));
`;

rule('mounts nested files, and a later mount replaces them', async ({ booted }) => {
  const sandbox = await booted({ 'a.mjs': 'a', 'lib/deep/b.mjs': 'b' });
  expect(await sandbox.readFile('lib/deep/b.mjs')).toBe('b');
  await sandbox.mount({ 'c.mjs': 'c' });
  expect(await sandbox.readFile('c.mjs')).toBe('c');
  await expect(sandbox.readFile('lib/deep/b.mjs')).rejects.toMatchObject({ code: 'not-found' });
});

rule('writes a file that a program reads, and reads one that a program wrote', async ({ booted, skip }) => {
  const sandbox = await booted({
    'main.mjs': `import fs from 'node:fs'; fs.writeFileSync('out.txt', fs.readFileSync('data/in.txt', 'utf8') + '!');`,
  });
  await sandbox.writeFile('data/in.txt', 'für 東京 🎉');
  expect(await sandbox.readFile('data/in.txt')).toBe('für 東京 🎉');
  if (!sandbox.capabilities.editable) skip(REPLAYS);
  await (
    await sandbox.spawn('node', ['main.mjs'])
  ).exit;
  expect(await sandbox.readFile('out.txt')).toBe('für 東京 🎉!');
});

rule('refuses a path that leads out', async ({ booted }) => {
  const sandbox = await booted();
  for (const path of ['../x', '/etc/passwd', 'a/../../x', '', 'a//b', 'C:\\x']) {
    await expect(sandbox.writeFile(path, ''), path).rejects.toMatchObject({
      name: 'SandboxError',
      code: 'bad-path',
    });
    await expect(sandbox.readFile(path), path).rejects.toMatchObject({ code: 'bad-path' });
    await expect(sandbox.mount({ [path]: '' }), path).rejects.toMatchObject({ code: 'bad-path' });
  }
});

rule('says which command it does not know', async ({ booted }) => {
  const sandbox = await booted();
  await expect(sandbox.spawn('rm', ['-rf', '.'])).rejects.toMatchObject({
    code: 'unknown-command',
    message: expect.stringContaining('"rm"'),
  });
});

rule('gives output in the order it was written, stdout and stderr alike', async ({ start }) => {
  const { program, text } = await start(
    // Written past Node's own streams, which buffer each for itself.
    `import fs from 'node:fs'; for (let i = 0; i < 60; i++) { fs.writeSync(1, 'o' + i + '\\n'); fs.writeSync(2, 'e' + i + '\\n'); }`,
  );
  await program.exit;
  const expected = Array.from({ length: 60 }, (_, i) => `o${i}\ne${i}\n`).join('');
  expect(await text.whole()).toBe(expected);
});

rule('keeps characters whole that arrive in parts', async ({ start }) => {
  const { program, text } = await start(`
    const bytes = Buffer.from('東京🎉');
    for (const byte of bytes) { process.stdout.write(Buffer.of(byte)); await new Promise((resolve) => setTimeout(resolve, 2)); }
  `);
  await program.exit;
  expect(await text.whole()).toBe('東京🎉');
});

rule('hands over what is typed, and its end', async ({ start }) => {
  const { program, text } = await start(`
    console.log('${READY}');
    for await (const chunk of process.stdin) console.log('got ' + chunk);
    console.log('end');
  `);
  await text.until(READY);
  const writer = program.input.getWriter();
  await writer.write('hello');
  await text.until('got hello');
  await writer.close();
  expect(await program.exit).toMatchObject({ code: 0, signal: null });
  expect(await text.whole()).toContain('end');
});

rule('tells the exit code', async ({ start }) => {
  const { program } = await start('process.exitCode = 7;');
  expect(await program.exit).toEqual({ code: 7, signal: null });
});

rule('sets arguments and environment, and nothing secret', async ({ booted, skip }) => {
  const sandbox = await booted({
    'main.mjs': 'console.log(JSON.stringify({ args: process.argv.slice(2), env: process.env }))',
  });
  if (!sandbox.capabilities.editable) skip(REPLAYS);
  const program = await sandbox.spawn('node', ['main.mjs', 'a b', '$HOME'], { env: { ROLE: 'guest' } });
  const { args, env } = JSON.parse(await new Text(program).whole()) as {
    args: string[];
    env: Record<string, string>;
  };
  expect(args).toEqual(['a b', '$HOME']);
  expect(env).toMatchObject({ ROLE: 'guest', PORT: String(sandbox.port) });
  const known = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TERM',
    'LANG',
    'FORCE_COLOR',
    'PORT',
    'ROLE',
    'PWD',
    'OLDPWD',
    'SHLVL',
    '_',
  ];
  expect(Object.keys(env).filter((name) => !known.includes(name))).toEqual([]);
});

rule('ends a program with a signal', async ({ start, skip }) => {
  const { sandbox, program, text } = await start(`console.log('${READY}'); setInterval(() => {}, 1000);`);
  if (!sandbox.capabilities.signals.includes('SIGTERM')) skip('this engine delivers no SIGTERM');
  await text.until(READY);
  await program.kill('SIGTERM');
  expect(await program.exit).toEqual({ code: null, signal: 'SIGTERM' });
});

rule('delivers a signal that a program handles', async ({ start, skip }) => {
  const { sandbox, program, text } = await start(`
    process.on('SIGUSR2', () => { console.log('reload'); process.exit(3); });
    setInterval(() => {}, 1000);
    console.log('${READY}');
  `);
  if (!sandbox.capabilities.signals.includes('SIGUSR2')) skip('this engine delivers no SIGUSR2');
  await text.until(READY);
  await program.kill('SIGUSR2');
  expect(await program.exit).toEqual({ code: 3, signal: null });
  expect(await text.whole()).toContain('reload');
});

rule('stops an endless loop', async ({ start }) => {
  const { program, text } = await start(`console.log('${READY}'); for (;;);`);
  await text.until(READY);
  expect(await program.stop()).toMatchObject({ reason: 'stopped' });
});

rule('shares one port among the workers of a cluster, and kills one of them alone', async ({ start }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  await text.until(READY);
  await sandbox.writeFile('client.mjs', CLIENT);
  const served = async () => {
    const client = await sandbox.spawn('node', ['client.mjs']);
    return [...(await new Text(client).whole()).matchAll(/served by (\d+)/g)].map(([, pid]) => Number(pid));
  };
  expect(new Set(await served()).size).toBe(2);
  const [first, second] = [...text.soFar.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
  await program.kill('SIGKILL', first);
  await text.until('exit 1 null SIGKILL');
  expect(await served()).toEqual([second, second, second, second]);
});

rule('signals no process that is not of the program', async ({ start }) => {
  const { program, text } = await start(`console.log('${READY}'); setInterval(() => {}, 1000);`);
  await text.until(READY);
  await expect(program.kill('SIGTERM', program.pid + 1_000_000)).rejects.toMatchObject({ code: 'no-such-process' });
});

rule('stops the workers with their primary', async ({ start }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  await text.until(READY);
  const status = await program.stop();
  expect(status.reason).toBe('stopped');
  // The port is free again only when nobody holds it.
  const again = await sandbox.spawn('node', ['main.mjs']);
  await new Text(again).until(READY);
});

rule('keeps two sandboxes apart', async ({ booted }) => {
  const [one, two] = await Promise.all([booted({ 'a.txt': 'one' }), booted({ 'b.txt': 'two' })]);
  // A recording tells the folder and the port of the run that it holds.
  if (one.capabilities.editable) {
    expect(one.workdir).not.toBe(two.workdir);
    expect(one.port).not.toBe(two.port);
  }
  await expect(two.readFile('a.txt')).rejects.toMatchObject({ code: 'not-found' });
  await one.dispose();
  expect(await two.readFile('b.txt')).toBe('two');
});

rule('starts so many programs at once and no more, until one has ended', async ({ booted, skip }) => {
  const sandbox = await booted({ 'main.mjs': 'process.stdin.resume();' });
  if (!sandbox.capabilities.editable) skip(REPLAYS);
  const start = () => sandbox.spawn('node', ['main.mjs']);
  const asked = Array.from({ length: MOST_PROGRAMS }, start);
  await expect(start()).rejects.toMatchObject({
    code: 'too-many-processes',
    message: `${MOST_PROGRAMS} programs run in this sandbox already.`,
  });
  const [first] = await Promise.all(asked);
  await first?.stop();
  await start();
});

rule('frees everything when it is disposed of', async ({ start }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  await text.until(READY);
  await sandbox.dispose();
  expect(await program.exit).toMatchObject({ reason: 'connection-lost' });
  await expect(sandbox.readFile('main.mjs')).rejects.toMatchObject({ code: 'disposed' });
  await sandbox.dispose();
});

rule('lets a flood wait until it is read', async ({ start }) => {
  const { program, text } = await start(`
    const line = 'x'.repeat(999) + '\\n';
    for (let i = 0; i < 3_000; i++) process.stdout.write(line);
  `);
  await program.exit;
  expect((await text.whole()).length).toBe(3_000_000);
});

rule('inspects a program from outside', async ({ start, skip }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  if (!sandbox.capabilities.inspection) skip('this engine cannot look from outside');
  await text.until(READY);
  const facts = await program.inspect();
  expect(facts?.processes.filter(({ parent }) => parent === program.pid)).toHaveLength(2);
  expect(facts?.listeners).toMatchObject([{ port: sandbox.port, heldBy: [program.pid] }]);
});

/** Checks one rule against an engine, and frees what it took. */
export async function checkRule(name: string, boot: () => Promise<Sandbox>, skip: RuleTools['skip']): Promise<void> {
  const check = contractRules.get(name);
  if (check === undefined) throw new Error(`The contract has no rule "${name}".`);
  const open: Sandbox[] = [];
  const booted: RuleTools['booted'] = async (files = {}) => {
    const sandbox = await boot();
    open.push(sandbox);
    await sandbox.mount(files);
    return sandbox;
  };
  const start: RuleTools['start'] = async (source) => {
    const sandbox = await booted({ 'main.mjs': source });
    if (!sandbox.capabilities.editable) skip(REPLAYS);
    const program = await sandbox.spawn('node', ['main.mjs']);
    return { sandbox, program, text: new Text(program) };
  };
  try {
    await check({ booted, start, skip });
  } finally {
    await Promise.all(open.map((sandbox) => sandbox.dispose()));
  }
}

/** A program's output so far, and waits for a part of it. */
export class Text {
  soFar = '';
  readonly #whole: Promise<void>;
  #heard: () => void = () => undefined;

  constructor({ output }: SandboxProcess) {
    this.#whole = this.#read(output);
  }

  /** @throws when the output ends without it */
  async until(part: string): Promise<void> {
    let isOver = false;
    void this.#whole.then(() => {
      isOver = true;
      this.#heard();
    });
    while (!this.soFar.includes(part)) {
      if (isOver) throw new Error(`"${part}" never came. The output was:\n${this.soFar}`);
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  async whole(): Promise<string> {
    await this.#whole;
    return this.soFar;
  }

  async #read(output: ReadableStream<string>): Promise<void> {
    for await (const chunk of piecesOf(output)) {
      this.soFar += chunk;
      this.#heard();
    }
  }
}

/** Each limit of the local host: it holds, and it says so in a sentence that a learner can act on. */
import { afterEach, expect, test } from 'vitest';
import { limitsOf, type Limits } from '@cluster-lab/sandbox/limits';
import { Text } from '@cluster-lab/sandbox/contract';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';
import { SLOW } from '../support/slow.ts';

const open: LocalHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
});

async function run(source: string, { limits = {} }: { limits?: Partial<Limits> } = {}) {
  const host = await startLocalHost({ limits });
  open.push(host);
  const sandbox = await host.engine.boot({}, bootLimit());
  await sandbox.mount({ 'main.mjs': source });
  const program = await sandbox.spawn('node', ['main.mjs']);
  return { sandbox, program, text: new Text(program) };
}

test('a fork bomb ends in a sentence about forking', async () => {
  const { program, text } = await run(`
    import cluster from 'node:cluster';
    for (;;) cluster.fork();
  `);
  expect(await text.whole()).toContain('at most 16 child processes at once');
  expect(await program.exit).toMatchObject({ code: 1 });
});

test('a fork beyond the bound fails alone, and the others live', async () => {
  const source = `
    import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) {
      for (let i = 0; i < 4; i++) cluster.fork();
      let listening = 0;
      cluster.on('exit', ({ id }, code) => console.log('exit ' + [id, code]));
      cluster.on('listening', () => ++listening === 2 && setTimeout(() => {
        console.log('living ' + Object.keys(cluster.workers));
        process.exit();
      }));
    } else http.createServer().listen(0);
  `;
  const { program, text } = await run(source, { limits: { children: 2 } });
  const whole = await text.whole();
  expect(whole.match(/at most 2 child processes at once here, so one more was not started/g)).toHaveLength(1);
  expect(whole.match(/exit .+/g)).toEqual(['exit 3,1', 'exit 4,1']);
  expect(whole).toContain('living 1,2');
  expect(await program.exit).toMatchObject({ code: 0 });
});

test('a worker for each core and four more are within the bounds, on any computer', () => {
  for (const cores of [1, 2, 20, 64, 256]) {
    const { children, startsInFiveSeconds, processes, residentBytes } = limitsOf(cores);
    expect(children).toBeGreaterThanOrEqual(cores + 4);
    expect(Math.min(startsInFiveSeconds, processes)).toBeGreaterThan(children);
    expect(residentBytes / children).toBeGreaterThan(50_000_000);
  }
});

test('any process forks, and the whole program is counted', async () => {
  const source = `
    import cluster from 'node:cluster';
    import { fork } from 'node:child_process';
    if (process.argv[2] === 'helper') process.send('up');
    else if (cluster.isPrimary) cluster.fork().on('exit', () => process.exit());
    else {
      fork(process.argv[1], ['helper']).on('message', (word) => {
        console.log('helper', word);
        fork(process.argv[1], ['helper']).on('exit', (code) => {
          console.log('another ' + code);
          process.exit();
        });
      });
    }
  `;
  const { text } = await run(source, { limits: { children: 2 } });
  const whole = await text.whole();
  expect(whole).toContain('helper up');
  expect(whole).toContain('another 1');
  expect(whole).toContain('at most 2 child processes at once');
});

test('a chain in which each process starts the next and ends is a storm', async () => {
  const source = `
    import { fork } from 'node:child_process';
    fork(process.argv[1]).on('spawn', () => process.disconnect?.());
  `;
  const { text } = await run(source, { limits: { startsInFiveSeconds: 4 } });
  expect(await text.whole()).toMatch(/restart storm: more than (4|6) processes/);
});

test('a restart storm is named as one', async () => {
  const { text } = await run(`
    import cluster from 'node:cluster';
    if (cluster.isPrimary) { cluster.fork(); cluster.on('exit', () => cluster.fork()); }
    else process.exit(1);
  `);
  expect(await text.whole()).toMatch(
    /restart storm: more than (40 processes were started within 5|60 processes were started within 60) seconds/,
  );
});

test('a storm that a slow machine stretches is one too', SLOW, async () => {
  const { text } = await run(`
    import cluster from 'node:cluster';
    if (cluster.isPrimary) { cluster.fork(); cluster.on('exit', () => setTimeout(() => cluster.fork(), 120)); }
    else process.exit(1);
  `);
  expect(await text.whole()).toContain('restart storm: more than 60 processes were started within 60 seconds');
});

test('another program than Node is refused', async () => {
  const source = `
    import { spawn } from 'node:child_process';
    spawn('true', []).on('exit', (code) => console.log('ended with ' + code));
  `;
  expect(await (await run(source)).text.whole()).toContain('starts Node processes only, not "true"');
  const ofShell = await run(`import { exec } from 'node:child_process'; exec('git rev-parse HEAD');`);
  expect(await ofShell.text.whole()).toContain(
    'starts Node processes only, not "git rev-parse HEAD". What it would do',
  );
});

test('a spawn that would block the process is refused', async () => {
  const { text } = await run(`import { execSync } from 'node:child_process'; execSync('true');`);
  expect(await text.whole()).toContain('execSync is not available here');
});

test('files outside the folder are out of reach', async () => {
  const { text } = await run(`import fs from 'node:fs'; console.log(fs.readFileSync('/etc/hostname', 'utf8').length);`);
  expect(await text.whole()).toContain('ERR_ACCESS_DENIED');
});

test('a child made with an emptied environment is still guarded', async () => {
  const { text } = await run(`
    import { spawn } from 'node:child_process';
    const script = "try { require('fs').readFileSync('/etc/hostname'); console.log('read it'); } catch ({ code }) { console.log(code); }";
    spawn(process.execPath, ['-e', script], { env: {}, stdio: 'inherit' });
  `);
  expect(await text.whole()).toContain('ERR_ACCESS_DENIED');
});

test('a full heap is explained', async () => {
  const { text } = await run('const all = []; for (;;) all.push({ a: all.length, b: [all.length] });');
  expect(await text.whole()).toContain('a process used up its 128 MB of heap');
});

test('memory outside the heap is watched too', async () => {
  const { program, text } = await run('const all = []; setInterval(() => all.push(Buffer.alloc(20_000_000, 1)), 10);', {
    limits: { residentBytes: 300_000_000, watchMs: 50 },
  });
  expect(await text.whole()).toContain('more than 300 MB of memory together, so it was stopped');
  expect(await program.exit).toMatchObject({ reason: 'memory-limit' });
});

test('more processes than the host allows end the run', async () => {
  const { program, text } = await run(
    `import cluster from 'node:cluster'; if (cluster.isPrimary) for (let i = 0; i < 6; i++) cluster.fork(); else setInterval(() => {}, 1000);`,
    { limits: { processes: 4, watchMs: 50 } },
  );
  expect(await text.whole()).toContain('more than 4 processes at once');
  expect(await program.exit).toMatchObject({ reason: 'process-limit' });
});

test('a flood is slowed first and stopped at last, and the host stays small', async () => {
  const { program, text } = await run(
    // Synchronous, as under the tracer: Node's own buffer would fill the heap instead.
    `import fs from 'node:fs';
     const line = 'x'.repeat(99) + '\\n';
     for (;;) try { fs.writeSync(1, line); } catch {}`,
    { limits: { outputBytesPerSecond: 500_000, outputBurstBytes: 200_000, outputBytes: 1_000_000 } },
  );
  expect(await program.exit).toMatchObject({ reason: 'output-limit' });
  const whole = await text.whole();
  expect(whole).toContain('Its writes wait now');
  expect(whole).toContain('printed more than 1 MB, so it was stopped');
  expect(whole.length).toBeLessThan(2_000_000);
});

test('a flood that nobody reads waits in the program', async () => {
  const host = await startLocalHost();
  open.push(host);
  const sandbox = await host.engine.boot({}, bootLimit());
  const source = `
    import fs from 'node:fs';
    const line = 'x'.repeat(99) + '\\n';
    // A write that cannot go on waits, or throws and is tried again.
    for (let written = 0, tries = 0;;) {
      if (tries++ % 500 === 0) fs.writeFileSync('written', String(written));
      try { written += fs.writeSync(1, line); } catch {}
    }
  `;
  await sandbox.mount({ 'main.mjs': source });
  const program = await sandbox.spawn('node', ['main.mjs']);
  const written = async () => Number(await sandbox.readFile('written').catch(() => '0'));
  let last = -1;
  // Standing still over three looks: the writer has come to its wait.
  for (let still = 0; still < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = await written();
    still = now > 0 && now === last ? still + 1 : 0;
    last = now;
  }
  expect(last).toBeLessThan(3_000_000);
  await program.stop();
});

test('a run that nobody uses is stopped', async () => {
  const { program, text } = await run('setInterval(() => console.log("tick"), 20);', {
    limits: { idleMs: 300, watchMs: 50 },
  });
  expect(await text.whole()).toContain('nobody has used this program');
  expect(await program.exit).toMatchObject({ reason: 'idle-limit' });
});

test('too many files and too large ones are refused with the number allowed', async () => {
  const { sandbox } = await run('');
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`f${index}.txt`, '']));
  await expect(sandbox.mount(many)).rejects.toMatchObject({
    code: 'too-many-files',
    message: expect.stringContaining('500'),
  });
  await expect(sandbox.writeFile('large.txt', 'x'.repeat(1_000_001))).rejects.toMatchObject({ code: 'file-too-large' });
  await expect(sandbox.writeFile('huge.txt', 'x'.repeat(9_000_000))).rejects.toMatchObject({ code: 'file-too-large' });
});

/** From the press of Run to four workers listening, against the same program started from a shell. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { guestTexts } from '../../tests/support/guest-texts.ts';
import { startLocalHost } from '../../tests/support/local-host.ts';
import { pressRun } from './press-run.ts';
import { median, type Row } from './report.ts';

const ROUNDS = 9;
const READY = 'four listen';

const SOURCE = `
import cluster from 'node:cluster';
import http from 'node:http';
if (cluster.isPrimary) {
  let listening = 0;
  cluster.on('listening', () => { if (++listening === 4) console.log('${READY}'); });
  for (let i = 0; i < 4; i++) cluster.fork();
} else http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);
`;

export async function rows(): Promise<readonly Row[]> {
  const guests = await guestTexts();
  const host = await startLocalHost();
  const sandbox = await host.engine.boot({}, AbortSignal.timeout(5_000));
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  await writeFile(path.join(folder, 'main.mjs'), SOURCE);

  const fromPage = async (): Promise<number> => {
    const { program, ms } = await pressRun(sandbox, SOURCE, guests, READY);
    await program.stop();
    return ms;
  };

  const fromShell = async (): Promise<number> => {
    const from = performance.now();
    const env = { PATH: process.env['PATH'], PORT: String(await freePort()) };
    const child = spawn('/bin/sh', ['-c', 'exec "$0" main.mjs', process.execPath], {
      cwd: folder,
      env,
      detached: true,
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    for await (const part of child.stdout) {
      text += String(part);
      if (text.includes(READY)) break;
    }
    const took = performance.now() - from;
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return took;
  };

  // In pairs, so that whatever else the machine does meets both.
  const pairs: (readonly [number, number])[] = [];
  await fromShell();
  await fromPage();
  for (let round = 0; round < ROUNDS; round++) pairs.push([await fromPage(), await fromShell()]);
  await sandbox.dispose();
  await host.close();
  await rm(folder, { recursive: true, force: true });
  const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
  const [ours, theirs] = [median(pairs.map(([each]) => each)), median(pairs.map(([, each]) => each))];
  const note = `goal ≤ 1.5; ${Math.round(ours)} ms against ${Math.round(theirs)} ms, median of ${ROUNDS} pairs`;
  return [{ name: 'Run to 4 workers listening / from a shell', value: Number(ratio.toFixed(2)), unit: '×', note }];
}

/** `npm test`: its parts in order, the time of each, and the slowest tests. The first stage that fails is the last. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { TIMES_FILE } from '../tests/support/times/keep.ts';

/** Scripts of npm. Those of a stage run at once, where each keeps one core; what they say is printed as each ends. */
const STAGES: readonly (readonly string[])[] = [
  ['types', 'lint'],
  ['build', 'unit'],
  ['arrows', 'check:content', 'check:claims'],
  ['contract'],
  ['content'],
  ['e2e'],
  ['stories'],
];

/** So many tests are named. */
const SLOWEST = 10;

const folder = mkdtempSync(path.join(tmpdir(), 'test-times-'));
const file = path.join(folder, 'times');
writeFileSync(file, '');
const times: (readonly [string, number])[] = [];

for (const stage of STAGES) {
  const codes = await Promise.all(stage.map((script) => run(script, stage.length > 1)));
  process.exitCode = Math.max(...codes);
  if (process.exitCode > 0) break;
}

const total = times.reduce((sum, [, ms]) => sum + ms, 0);
console.log(`\nSeconds of each part; side by side they overlap, ${seconds(total)} added up:`);
for (const [script, ms] of times) console.log(`${seconds(ms)}  ${script}`);
console.log(`\nSeconds of the ${SLOWEST} slowest tests:`);
for (const [ms, name] of slowest()) console.log(`${seconds(ms)}  ${name.slice(0, 150)}`);
rmSync(folder, { recursive: true });

/** @returns its exit code */
async function run(script: string, besideOthers: boolean): Promise<number> {
  const from = performance.now();
  // npm is a script of the shell on Windows.
  const child = spawn(`npm run ${script}`, {
    shell: true,
    stdio: besideOthers ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, [TIMES_FILE]: file },
  });
  const code = new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
  if (child.stdout !== null && child.stderr !== null) {
    const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
    process.stdout.write(said);
    process.stderr.write(complained);
  }
  const exit = await code;
  times.push([exit === 0 ? script : `${script}: failed`, performance.now() - from]);
  return exit;
}

function slowest(): readonly (readonly [number, string])[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const all = lines.map((line) => line.split('\t')).map(([ms, name = '']) => [Number(ms), name] as const);
  return all.toSorted(([one], [other]) => other - one).slice(0, SLOWEST);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1).padStart(7);
}

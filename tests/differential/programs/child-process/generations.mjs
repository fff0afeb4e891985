// A child forks a child of its own, with other arguments, options, folder and environment.
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
const generation = Number(process.argv[2] ?? 0);
console.log(
  'generation',
  generation,
  process.env.NAME,
  process.argv.slice(3),
  process.cwd().endsWith('inner'),
  process.execArgv.slice(1),
);
if (generation < 2) {
  mkdirSync('inner', { recursive: true });
  const child = fork(process.argv[1], [String(generation + 1), 'extra'], {
    env: { ...process.env, NAME: `child of ${generation}` },
    execArgv: [...process.execArgv.slice(0, 1), '--no-warnings'],
    cwd: generation === 0 ? 'inner' : undefined,
  });
  console.log('generation', generation + 1, 'ended', await once(child, 'exit'));
}
process.exitCode = generation;

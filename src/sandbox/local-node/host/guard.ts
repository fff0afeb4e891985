/**
 * Preloaded into every process of a learner's program on this computer: turns a fork bomb or a restart storm into a sentence.
 * A seat belt, not a wall: code that means to can get around it. Imports only `node:` modules, since it runs as one file.
 */
import childProcess, { type ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

/** Children that one program may have at once: four lessons' worth of workers. */
const MOST_CHILDREN = 16;

/** Which process started this one, told from guard to guard; it is gone before the learner's code looks. */
const DEPTH = 'CLUSTER_LAB_DEPTH';

/** What `ChildProcess#spawn` is called with; internal to Node since v0.x and unchanged, yet not documented. */
interface SpawnArguments {
  file: string;
  args: string[];
  envPairs?: string[];
  detached?: boolean;
}
type Spawn = (this: ChildProcess, options: SpawnArguments) => unknown;

const settings = new URL(import.meta.url).searchParams;
const mostStarts = Number(settings.get('starts') ?? 40);
/** A burst, and what a slow machine makes of the same storm. */
const storms = [
  { seconds: 5, most: mostStarts },
  { seconds: 60, most: mostStarts * 1.5 },
];
const isFirst = process.env[DEPTH] === undefined;
Reflect.deleteProperty(process.env, DEPTH);

/** A child made from scratch would run without guard and tracer: these flags make it one of the family. */
const family = process.execArgv;

const starts: number[] = [];
let children = 0;

function refusal(message: string): Error {
  const error = new Error(`Cluster Lab: ${message}`);
  Error.captureStackTrace(error, guardedSpawn);
  return Object.assign(error, { code: 'ERR_CLUSTER_LAB_LIMIT' });
}

function refuseBeyondLimits({ file }: SpawnArguments): void {
  if (file !== process.execPath) {
    throw refusal(`this sandbox starts Node processes only, not "${file}". Use cluster.fork().`);
  }
  if (!isFirst) {
    throw refusal('only the primary starts processes here. Check that cluster.fork() is called in its branch alone.');
  }
  if (children >= MOST_CHILDREN) {
    throw refusal(`a program has at most ${MOST_CHILDREN} child processes at once. Fork fewer workers.`);
  }
  const now = Date.now();
  starts.push(now);
  // A program that catches the refusal may go on asking.
  if (starts.length > mostStarts * 2) starts.shift();
  const storm = storms.find(({ seconds, most }) => starts.filter((at) => now - at <= seconds * 1_000).length > most);
  if (storm !== undefined) {
    throw refusal(
      `restart storm: more than ${storm.most} processes were started within ${storm.seconds} seconds. ` +
        'A worker that crashes at once and is replaced at once never stops: wait longer before each replacement.',
    );
  }
}

const { spawn } = childProcess.ChildProcess.prototype as unknown as { spawn: Spawn };

function guardedSpawn(this: ChildProcess, options: SpawnArguments): unknown {
  refuseBeyondLimits(options);
  // A detached child would leave the process group, and Stop would not reach it.
  options.detached = false;
  const carriesGuard = options.args.some(
    (argument) => argument.startsWith('--import=') && argument.includes('guard.mjs'),
  );
  if (options.file === process.execPath && !carriesGuard) options.args.splice(1, 0, ...family);
  options.envPairs?.push(`${DEPTH}=1`);
  children++;
  this.once('exit', () => children--);
  return spawn.call(this, options);
}

Object.assign(childProcess.ChildProcess.prototype, { spawn: guardedSpawn });
for (const name of ['spawnSync', 'execSync', 'execFileSync'] as const) {
  Object.assign(childProcess, {
    [name]() {
      throw refusal(`${name} is not available here, as it stops the event loop until the child ends.`);
    },
  });
}
syncBuiltinESMExports();

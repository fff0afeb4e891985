/**
 * Starting processes, guarded where all ways to it meet: at the `spawn` of Node's own handle, below `child_process` and `cluster`.
 * What arrives there is copied once, and the copy is judged and passed on: nothing answers differently at a second look.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import {
  append,
  apply,
  copyOf,
  defineProperty,
  getPrototypeOf,
  indexOf,
  list,
  String,
  setPrototype,
  slice,
  table,
  upperCase,
  type List,
  type Table,
} from './primordials.ts';
import { refusal, replace } from './refuse.ts';
import { countStarts, noteStart } from './starts.ts';
import { readCommandLine, refusalOfVariable, travelName } from './rules.ts';
import { family, heapMegabytes, isOfFamily, mostChildren, node, platform, systemRoot, variableOfChild } from './run.ts';

/** Node's handle of a child (src/process_wrap.cc): internal, yet unchanged for years but for the form of its arguments. */
interface ProcessHandle {
  readonly pid: number;
  onexit: (this: ProcessHandle, ...given: readonly unknown[]) => unknown;
}

interface Asked {
  readonly file: string;
  readonly args: List;
  readonly env: List;
}

/** Pid -> whether a child of this process lives. */
const children: Table<boolean> = table();

/** As `copyPermissionModelFlagsToEnv` of Node's lib/child_process.js writes it. */
const FENCE_AS_VARIABLE = `NODE_OPTIONS=${process.execArgv.filter((word) => /^--(allow-|permission)/.test(word)).join(' ')}`;

/** Undefined where there was never such a child. */
export const isLivingChild = (pid: number): boolean | undefined => children[pid];

const anyChild = new childProcess.ChildProcess() as unknown as { readonly _handle: object };
const handlePrototype = getPrototypeOf(anyChild._handle) as { readonly spawn: (...given: unknown[]) => number };
const { spawn } = handlePrototype;

/** Newer Nodes pass the parts one by one, older ones an object. */
function guardedSpawn(this: ProcessHandle, ...given: unknown[]): number {
  const isObject = typeof given[0] === 'object' && given[0] !== null;
  const options = given[0] as Readonly<Record<string, unknown>>;
  const asked = isObject
    ? askedFor(options['file'], options['args'], options['envPairs'])
    : askedFor(given[0], given[1], given[3]);
  refuseOthers(asked);
  refuseStorm();
  const args = guardedArguments(asked);
  const env = guardedEnvironment(asked.env);
  // A child that left the group would be out of Stop's reach.
  const handed = list<unknown>();
  const isBeyond = countStarts().living >= mostChildren;
  const file = isBeyond ? NO_PROGRAM : node;
  if (isObject) {
    const { cwd, stdio, windowsHide, windowsVerbatimArguments, uid, gid } = options;
    const rest = { cwd, stdio, windowsHide, windowsVerbatimArguments, uid, gid };
    handed[0] = setPrototype({ ...rest, file, args, envPairs: env }, null);
  } else {
    const windowsFlags = platform === 'win32' ? (given[5] as number) & ~DETACHED : 0;
    append(handed, setPrototype([file, args, given[2], env, given[4], windowsFlags, given[6], given[7]], null));
  }
  refuseFalsePid(this);
  const error = apply(spawn, this, handed) as number;
  if (isBeyond) return endAtOnce(this);
  if (error === 0) follow(this);
  return error;
}

/** Nothing has an empty name: the streams of such a start are there, and end at once. */
const NO_PROGRAM = '';
let hasSaidSo = false;

/** One more than a program may have fails alone, as a child that ends at once: an exception would take the others along. */
function endAtOnce(handle: ProcessHandle): number {
  noteStart('refused');
  if (!hasSaidSo)
    writeSync(
      STDERR,
      `Cluster Lab: a program has at most ${mostChildren} child processes at once here, so one more was not started. ` +
        'The others go on. Fork fewer workers.\n',
    );
  hasSaidSo = true;
  nextTurn(() => apply(handle.onexit, handle, [1, '']));
  return 0;
}

const STDERR = 2;
const { writeSync } = fs;
const { setImmediate: nextTurn } = globalThis;

/** `kProcessFlagDetached` of Node's src/process_wrap.cc. */
const DETACHED = 1;

function askedFor(file: unknown, args: unknown, env: unknown): Asked {
  return { file: String(file), args: copyOf(args), env: copyOf(env) };
}

/** Of `exec`, on Linux and macOS. */
const SHELL = '/bin/sh';

function refuseOthers({ file, args }: Asked): void {
  if (file !== node && file !== 'node') {
    // `exec` hands its text to a shell.
    const command = file === SHELL && args[1] === '-c' ? (args[2] as string) : file;
    throw refuse(
      `this sandbox starts Node processes only, not "${command}". ` +
        'What it would do a module of Node may do: node:fs, node:os, node:crypto.',
    );
  }
  if (!isMainThread) throw refuse('only the main thread starts processes here.');
}

function refuseStorm(): void {
  const { storm } = countStarts();
  if (storm === undefined) return;
  noteStart('refused');
  throw refuse(
    `restart storm: more than ${storm.most} processes were started within ${storm.seconds} seconds. ` +
      'A worker that crashes at once and is replaced at once never stops: wait longer before each replacement.',
  );
}

/** Fence, guard and tracer first, whatever the parent asked: what a program adds runs behind them. */
function guardedArguments({ args }: Asked): List {
  // The system reads a word up to there, and so another one than was judged.
  for (let at = 0; at < args.length; at++)
    if (indexOf(args[at] as string, '\0') >= 0) throw refuse('an argument with a NUL character is not passed on.');
  const { refusal: why, options, entryAt } = readCommandLine(args, 1, isOfFamily, heapMegabytes);
  if (why !== undefined) throw refuse(`${why.message} ${why.hint}`);
  const all = list();
  all[0] = args[0] ?? node;
  append(all, family);
  append(all, options);
  append(all, args, entryAt);
  return all;
}

function guardedEnvironment(pairs: List): List {
  const all = list();
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at] as string;
    const equals = indexOf(pair, '=');
    const name = slice(pair, 0, equals);
    // Node itself writes the fence down a second time, for children whose command line lacks it.
    if (pair === FENCE_AS_VARIABLE || upperCase(name) === 'SYSTEMROOT') continue;
    const why = refusalOfVariable(name);
    if (why !== undefined) throw refuse(`${why.message} ${why.hint}`);
    all[all.length] = `${travelName(name)}${slice(pair, equals)}`;
  }
  if (systemRoot !== undefined) all[all.length] = `SystemRoot=${systemRoot}`;
  all[all.length] = variableOfChild;
  return all;
}

/** Node writes the pid where nobody can have put a getter: what a handle says it is decides whom a program may signal. */
function refuseFalsePid(handle: ProcessHandle): void {
  const isOwn = defineProperty(handle, 'pid', setPrototype({ value: 0, writable: true, configurable: false }, null));
  if (!isOwn) throw refuse('a handle that says its own pid is not started.');
}

function follow(started: ProcessHandle): void {
  const { pid, onexit } = started;
  children[pid] = true;
  hasSaidSo = false;
  noteStart(pid);
  started.onexit = function (...given) {
    children[pid] = false;
    return apply(onexit, this, given);
  };
}

const refuse = (message: string) => refusal(message, guardedSpawn);

/** Guards what starts processes, in this process and by its command line in all that it starts. */
export function guardProcesses(): void {
  replace(handlePrototype, 'spawn', guardedSpawn);
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    const refused = () => {
      throw refusal(`${name} is not available here, as it stops the event loop until the child ends.`, refused);
    };
    replace(childProcess, name, refused);
  }
  const execve = () => {
    throw refusal('process.execve is not available here, as another program would take the place of this one.', execve);
  };
  if ('execve' in process) replace(process, 'execve', execve);
  syncBuiltinESMExports();
}

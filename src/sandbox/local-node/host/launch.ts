/** How a learner's program is started on this computer: the pinned Node, fenced in by flags, in an environment without secrets. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { refuseOtherCommands } from '../../files.ts';
import type { FileMap } from '../../sandbox.ts';
import type { Limits } from '../../limits.ts';
import { pinned } from './pinned.ts';
import { OWN_FOLDER } from './workspace.ts';

const GUARD_FILE = `${OWN_FOLDER}/guard.mjs`;

/** Starts in five seconds: a lesson about restarts needs room that a storm must not have. */
const MOST_STARTS = { usual: 40, granted: 400 } as const;

let guard: string | undefined;

/** The guard as JavaScript, mounted into every sandbox. */
export function guardFiles(): FileMap {
  guard ??= stripTypeScriptTypes(readFileSync(new URL('./guard.ts', import.meta.url), 'utf8'));
  return { [GUARD_FILE]: guard };
}

export interface LaunchOptions {
  readonly folder: string;
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly grants: readonly string[];
  readonly limits: Limits;
}

export type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Spawns it as the leader of a process group of its own. @throws {SandboxError} `unknown-command` */
export function launch({ folder, port, command, args, env, grants, limits }: LaunchOptions): Child {
  const pin = command === 'taskset' && grants.includes('taskset') ? pinned(args) : undefined;
  if (pin === undefined) refuseOtherCommands(command);
  const { prefix, args: given } = pin ?? { prefix: [], args };
  const argv = [...prefix, process.execPath, ...fence(folder, grants, limits), ...given];
  return spawnWithOneOutput(argv, { cwd: folder, env: environment(folder, port, env) });
}

/** Flags go on argv: cluster copies them to its workers, which an emptied environment cannot undo. */
function fence(folder: string, grants: readonly string[], limits: Limits): readonly string[] {
  const guard = pathToFileURL(path.join(folder, GUARD_FILE));
  const starts = grants.includes('many-starts') ? MOST_STARTS.granted : MOST_STARTS.usual;
  guard.searchParams.set('starts', String(starts));
  return [
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--permission',
    `--allow-fs-read=${folder}`,
    `--allow-fs-write=${folder}`,
    '--allow-child-process',
    ...(grants.includes('proc-fs') ? ['--allow-fs-read=/proc'] : []),
    // Warns at every start that threads weaken the permission model, which is known here.
    ...(grants.includes('threads') ? ['--allow-worker', '--disable-warning=PERM0006'] : []),
    // Says at every start that child processes escape the permission model, which is known here.
    '--disable-warning=PERM0002',
    `--import=${guard.href}`,
  ];
}

function environment(folder: string, port: number, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    // Windows cannot open a socket without it.
    ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}),
    HOME: folder,
    TMPDIR: folder,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    FORCE_COLOR: '1',
    PORT: String(port),
    ...env,
  };
}

/** Both standard streams share one pipe, as on a terminal: only so is their order the order of writing. Windows keeps two. */
function spawnWithOneOutput(argv: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Child {
  const stdio = ['pipe', 'pipe', 'pipe'] as const;
  if (process.platform === 'win32') {
    return spawn(argv[0] ?? '', argv.slice(1), { ...options, stdio: [...stdio], windowsHide: true });
  }
  // `exec` keeps the pid, so that the shell is gone before Node begins.
  return spawn('/bin/sh', ['-c', 'exec "$0" "$@" 2>&1', ...argv], { ...options, stdio: [...stdio], detached: true });
}

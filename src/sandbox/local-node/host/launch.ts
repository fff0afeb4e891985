/** How a learner's program is started on this computer: the pinned Node, fenced in by flags, in an environment without secrets. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { refuseOtherCommands } from '@cluster-lab/sandbox/programs';
import { SandboxError } from '@cluster-lab/sandbox';
import { asksForChannel, withChannel } from '../../../core/trace/channel-argument.ts';
import type { Limits } from '@cluster-lab/sandbox/limits';
import { GUARD_ENTRY } from './guard-files.ts';
import { append, list, table } from './guard/primordials.ts';
import { readCommandLine, refusalOfVariable, RUN_VARIABLE, travelName, type Refusal } from './guard/rules.ts';
import { newChannelPath, openOutlets, type Channel, type Outlets } from './outlets.ts';
import { pinned } from './pinned.ts';

/** A lesson about restarts needs room that a storm must not have. */
const MANY_STARTS = 10;

export interface LaunchOptions {
  readonly folder: string;
  readonly guardFolder: string;
  /** Where the processes of the run count themselves; of this run alone. */
  readonly startsFolder: string;
  /** Where the run's ways out have their names. */
  readonly outletFolder: string;
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly grants: readonly string[];
  readonly limits: Limits;
  /** Names the run in the environment of each of its processes. */
  readonly mark: string;
  /** Where this host is asked: programs may not ask there. */
  readonly hostPort: number;
}

export interface Launched {
  readonly child: ChildProcess;
  /** All that its processes print. */
  readonly outputs: readonly Readable[];
  readonly channel: Channel | undefined;
}

/**
 * Spawns it as the leader of a process group of its own.
 * @throws {SandboxError} `unknown-command`, `refused-start`
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { folder, outletFolder, command, args, grants, limits } = options;
  const pin = command === 'taskset' && grants.includes('taskset') ? pinned(args) : undefined;
  if (pin === undefined) refuseOtherCommands(command);
  const { prefix, args: given } = pin ?? { prefix: [], args };
  const channelPath = asksForChannel(given) ? newChannelPath(outletFolder) : undefined;
  const words = commandLine(withChannel(given, channelPath), limits);
  const argv = [...prefix, process.execPath, ...fence(options, channelPath), ...words];
  const env = environment(options);
  return spawnWith(await openOutlets(outletFolder, channelPath), argv, { cwd: folder, env });
}

/** Flags go on argv: cluster copies them to its workers, which an emptied environment cannot undo. */
function fence(
  { folder, guardFolder, startsFolder, grants, limits }: LaunchOptions,
  channelPath: string | undefined,
): readonly string[] {
  return [
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--permission',
    `--allow-fs-read=${folder}`,
    `--allow-fs-read=${guardFolder}`,
    `--allow-fs-write=${folder}`,
    `--allow-fs-read=${startsFolder}`,
    `--allow-fs-write=${startsFolder}`,
    ...(channelPath === undefined ? [] : [`--allow-fs-write=${channelPath}`]),
    '--allow-child-process',
    ...(grants.includes('proc-fs') ? ['--allow-fs-read=/proc'] : []),
    // Warns at every start that threads weaken the permission model, which is known here.
    ...(grants.includes('threads') ? ['--allow-worker', '--disable-warning=PERM0006'] : []),
    // Says at every start that child processes escape the permission model, which is known here.
    '--disable-warning=PERM0002',
    // SQLite opens any file of the computer: the permission model does not ask it.
    '--no-experimental-sqlite',
    // Before all that is imported and before every other preload, also in threads and where there is no file to run.
    `--require=${path.join(guardFolder, GUARD_ENTRY)}`,
  ];
}

function commandLine(given: readonly string[], { heapMegabytes }: Limits): readonly string[] {
  const words = list();
  append(words, given);
  const { refusal, options, entryAt } = readCommandLine(words, 0, table(), heapMegabytes);
  if (refusal !== undefined) throw refusedStart(refusal);
  return [...Array.from(options), ...given.slice(entryAt)];
}

function environment(options: LaunchOptions): NodeJS.ProcessEnv {
  const { folder, port, env, grants, limits, mark, hostPort, startsFolder } = options;
  const starts = limits.startsInFiveSeconds * (grants.includes('many-starts') ? MANY_STARTS : 1);
  const given = Object.entries(env).map(([name, value]) => {
    const refusal = refusalOfVariable(name);
    if (refusal !== undefined) throw refusedStart(refusal);
    return [travelName(name), value] as const;
  });
  return {
    PATH: process.env['PATH'],
    // Windows cannot open a socket without it.
    ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}),
    HOME: folder,
    TMPDIR: folder,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    FORCE_COLOR: '1',
    // Windows has another default, and the course's checks count turns.
    NODE_CLUSTER_SCHED_POLICY: 'rr',
    PORT: String(port),
    ...Object.fromEntries(given),
    [RUN_VARIABLE]: `${mark}:${limits.children}:${starts}:0:${hostPort}:${startsFolder}`,
  };
}

function refusedStart({ message, hint }: Refusal): SandboxError {
  return new SandboxError('refused-start', message.charAt(0).toUpperCase() + message.slice(1), hint);
}

/** Both standard streams share one pipe, as on a terminal: only so is their order the order of writing. Windows keeps two. */
function spawnWith(
  { output, channel }: Outlets,
  [command = '', ...args]: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Launched {
  if (output === undefined) {
    const child = spawn(command, args, { ...options, windowsHide: true });
    return { child, outputs: [child.stdout, child.stderr], channel };
  }
  const { stream, writer } = output;
  const child = spawn(command, args, { ...options, stdio: ['pipe', writer, writer], detached: true });
  closeSync(writer);
  return { child, outputs: [stream], channel };
}

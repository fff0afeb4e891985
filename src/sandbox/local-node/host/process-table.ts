/** What this computer's kernel says of a run from outside: its processes and who holds which listening socket (Linux's /proc). */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { HostFacts, HostListener } from '@cluster-lab/sandbox/host-facts';
import { RUN_VARIABLE } from './guard/rules.ts';

/** Whether this computer tells; elsewhere `inspection` is no capability. */
export const canInspect = existsSync('/proc/self/stat');

export interface GroupMember {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since the machine started. */
  readonly startedAt: number;
  readonly residentPages: number;
}

/** What belongs together: the group of a program's first process, and whoever carries its mark. */
export interface Run {
  readonly group: number;
  /** A text that no other process has in its environment; absent for what the host did not start. */
  readonly mark?: string;
}

/** The living processes of a group; the dead that wait to be reaped are not among them. */
export async function groupMembers(group: number): Promise<readonly GroupMember[]> {
  return (await livingProcesses()).filter((member) => member.group === group);
}

/** The living processes of a run: also those that have left its group, and all that these have started. */
export async function runMembers({ group, mark }: Run): Promise<readonly GroupMember[]> {
  const living = await livingProcesses();
  const isOf = await Promise.all(
    living.map(async (each) => each.group === group || (mark !== undefined && (await isMarked(each, mark)))),
  );
  const found = new Set(living.filter((_, index) => isOf[index]).map(({ pid }) => pid));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of living) if (found.has(parent)) found.add(pid);
  }
  return living.filter(({ pid }) => found.has(pid));
}

export async function inspectRun(run: Run): Promise<HostFacts> {
  const members = await runMembers(run);
  const [sockets, held, threads] = await Promise.all([
    listeningSockets(),
    Promise.all(members.map(({ pid }) => socketsOf(pid))),
    Promise.all(members.map(({ pid }) => threadsOf(pid))),
  ]);
  const listeners = [...sockets].map(([socket, port]): HostListener => {
    const heldBy = members.filter((_, index) => held[index]?.has(socket)).map(({ pid }) => pid);
    return { port, socket, heldBy };
  });
  return {
    processes: members.map(({ pid, parent, startedAt }, index) => ({
      pid,
      parent,
      startedAt,
      threads: threads[index] ?? [],
    })),
    listeners: listeners.filter(({ heldBy }) => heldBy.length > 0),
  };
}

/** Positions in /proc/<pid>/stat counted behind the command's closing bracket (proc_pid_stat(5), fields 3, 4, 5, 22, 24). */
const STAT = { state: 0, parent: 1, group: 2, startedAt: 19, residentPages: 21 } as const;

async function livingProcesses(): Promise<readonly GroupMember[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const members = await Promise.all(pids.map(async (pid) => parseStat(pid, await readOrEmpty(`/proc/${pid}/stat`))));
  return members.filter((member) => member !== undefined);
}

function parseStat(pid: number, stat: string): GroupMember | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (name: keyof typeof STAT) => Number(fields[STAT[name]]);
  if ('ZX'.includes(fields[STAT.state] || 'X')) return undefined;
  const [parent, group, startedAt, residentPages] = (['parent', 'group', 'startedAt', 'residentPages'] as const).map(
    field,
  );
  return { pid, parent, group, startedAt, residentPages } as GroupMember;
}

/** What is older than this process was not started by it. */
const ownStart = canInspect ? (parseStat(process.pid, readFileSync('/proc/self/stat', 'utf8'))?.startedAt ?? 0) : 0;

async function isMarked({ pid, startedAt }: GroupMember, mark: string): Promise<boolean> {
  return startedAt >= ownStart && (await readOrEmpty(`/proc/${pid}/environ`)).includes(`${RUN_VARIABLE}=${mark}:`);
}

/** Inode -> port of every listening TCP socket of the machine. */
async function listeningSockets(): Promise<ReadonlyMap<string, number>> {
  const LISTEN = '0A';
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readOrEmpty));
  const rows = tables.flatMap((table) => table.split('\n').slice(1)).map((row) => row.trim().split(/\s+/));
  return new Map(
    rows
      .filter((columns) => columns[3] === LISTEN)
      .map((columns) => [columns[9] ?? '', Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)]),
  );
}

/** Inodes of the sockets that a process has open; none when it has ended meanwhile. */
async function socketsOf(pid: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${pid}/fd`;
  const numbers = await readdir(folder).catch(() => []);
  const targets = await Promise.all(numbers.map((number) => readlink(`${folder}/${number}`).catch(() => '')));
  return new Set(targets.map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? ''));
}

/** Names of a process's threads, in the order of their start; none when it has ended meanwhile. */
async function threadsOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/task`;
  const numbers = (await readdir(folder).catch(() => [])).toSorted((one, other) => Number(one) - Number(other));
  const names = await Promise.all(numbers.map((number) => readOrEmpty(`${folder}/${number}/comm`)));
  return names.map((name) => name.trim());
}

/** A process may end between the listing and the reading. */
function readOrEmpty(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/**
 * The picture against those who never saw the trace, in twenty real runs: the load's answers carry the worker's id, the program
 * prints how its workers ended, and the kernel says who lives and who holds the listening socket.
 */
import { describe, expect, test } from 'vitest';
import { endTopology } from '../../src/core/trace/reduce-topology.ts';
import type { Topology } from '../../src/core/trace/topology.ts';
import { TraceLog } from '../../src/core/trace/trace-log.ts';
import { canInspect, inspectRun } from '../../src/sandbox/local-node/host/process-table.ts';
import { drawScene } from '../../src/visualiser/scene.ts';
import type { Item } from '../../src/visualiser/shape.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { withProgram } from '../support/with-program.ts';
import { PROGRAM } from './program.ts';
import { slowUnless } from '../support/slow.ts';

interface Situation {
  readonly name: string;
  readonly env?: Record<string, string>;
  /** Servers that listen before the driver begins. */
  readonly listening?: number;
  readonly drive: (program: TracedProgram, send: Send) => Promise<void>;
}

/** Sends requests; what is answered is counted by its body, which is the id of who answered. */
type Send = (plan: Parameters<TracedProgram['load']>[0]) => Promise<void>;

const closes = (requests: number, connections = 1) => ({ requests, connections });
const kept = (requests: number, connections = 1) => ({ requests, connections, keepAlive: true });
const none = { NODE_CLUSTER_SCHED_POLICY: 'none' };
const exits = (program: TracedProgram, count: number) => program.until('worker.exited', count);

const situations: readonly Situation[] = [
  { name: 'new connections in turn, 2 workers', drive: (_, send) => send(closes(20)) },
  {
    name: 'new connections in turn, 3 workers',
    env: { WORKERS: '3' },
    listening: 3,
    drive: (_, send) => send(closes(30)),
  },
  {
    name: 'new connections at once, 4 workers',
    env: { WORKERS: '4' },
    listening: 4,
    drive: (_, send) => send(closes(60, 8)),
  },
  { name: 'eight workers', env: { WORKERS: '8' }, listening: 8, drive: (_, send) => send(closes(64, 4)) },
  { name: 'one worker', env: { WORKERS: '1' }, listening: 1, drive: (_, send) => send(closes(15)) },
  { name: 'one connection kept alive', drive: (_, send) => send(kept(50)) },
  { name: 'three connections kept alive', drive: (_, send) => send(kept(60, 3)) },
  {
    name: 'keep-alive after new connections',
    drive: async (_, send) => {
      await send(closes(10));
      await send(kept(40));
    },
  },
  { name: 'SCHED_NONE, new connections', env: none, drive: (_, send) => send(closes(30)) },
  { name: 'SCHED_NONE, kept alive', env: none, drive: (_, send) => send(kept(40, 2)) },
  { name: 'reusePort', env: { LISTEN: 'reusePort' }, drive: (_, send) => send(closes(30)) },
  {
    name: 'exclusive, one worker',
    env: { LISTEN: 'exclusive', WORKERS: '1' },
    listening: 1,
    drive: (_, send) => send(closes(12)),
  },
  {
    name: 'the primary serves itself',
    env: { SERVES_ITSELF: '1' },
    listening: 1,
    drive: (_, send) => send(closes(12)),
  },
  {
    name: 'a worker exits in the middle of a request',
    drive: async (program, send) => {
      await send({ ...closes(1), path: '/exit' });
      await exits(program, 1);
      await send(closes(10));
    },
  },
  {
    name: 'a worker throws, and is replaced',
    env: { REFORK: '1' },
    drive: async (program, send) => {
      await send({ ...closes(1), path: '/throw' });
      await program.until('worker.listening', 3);
      await send(closes(20));
    },
  },
  {
    name: 'a worker is killed',
    drive: async (program, send) => {
      await send(closes(10));
      process.kill(pidOf(program, 1), 'SIGKILL');
      await exits(program, 1);
      await send(closes(10));
    },
  },
  {
    name: 'a worker is asked to end',
    drive: async (program, send) => {
      process.kill(pidOf(program, 2), 'SIGTERM');
      await exits(program, 1);
      await send(kept(20));
    },
  },
  {
    name: 'a worker leaves on its own wish',
    drive: async (program, send) => {
      await send({ ...closes(1), path: '/leave' });
      await exits(program, 1);
      await send(closes(10));
    },
  },
  {
    name: 'every worker fails at its start',
    env: { FAILS_AT_BOOT: '1' },
    listening: 0,
    // Nothing keeps the primary then.
    drive: (program) => program.exit.then(() => undefined),
  },
  {
    name: 'a busy worker is killed with a connection at its door',
    drive: async (program, send) => {
      const busy = send({ ...closes(1), path: '/loop', timeoutMs: 3_000 });
      const begun = await program.until('request.started');
      // One of these is dealt to the worker that loops, and waits there.
      const victims = send({ ...closes(4, 4), timeoutMs: 3_000 });
      await program.until('connection.handed', 3);
      process.kill(begun.pid, 'SIGKILL');
      await Promise.all([busy, victims, exits(program, 1)]);
    },
  },
];

/** Those that `npm test` drives. */
const REPRESENTATIVES = new Set([
  'new connections at once, 4 workers',
  'keep-alive after new connections',
  'a worker throws, and is replaced',
  'a busy worker is killed with a connection at its door',
]);

test('there are twenty', () => expect(situations).toHaveLength(20));

describe.concurrent('the end of the picture is the end of the run', () => {
  for (const { name, env = {}, listening = 2, drive } of situations) {
    test(name, slowUnless(REPRESENTATIVES.has(name)), async ({ expect }) => {
      await withProgram(
        PROGRAM,
        async (program) => {
          if (listening > 0) await program.until('server.listening', listening);
          let exit: Exit = null;
          void program.exit.then((status) => (exit = status));
          const answered = new Map<string, number>();
          const send: Send = async (plan) => {
            for (const { result } of await program.load(plan)) {
              if (result.kind === 'answered') answered.set(result.body, (answered.get(result.body) ?? 0) + 1);
            }
          };
          await drive(program, send);
          const host = canInspect ? await inspectRun({ group: program.pid }) : undefined;
          await settled(
            program,
            [...answered.values()].reduce((sum, count) => sum + count, 0),
          );
          const { topology, items } = pictureOf(program, exit);

          for (const { id } of topology.workers) {
            expect(countOf(items, id), `requests of worker ${id}`).toBe(answered.get(String(id)) ?? 0);
          }
          if (answered.has('0')) expect(countOf(items, 0)).toBe(answered.get('0'));

          const ended = new Map(
            [...program.text.matchAll(/^EXIT (\d+) (.+)$/gm)].map(([, id, how]) => [Number(id), how]),
          );
          const faded = items.filter(({ key, look }) => key.startsWith('worker-') && look === 'faded');
          expect(new Set(faded.map(({ key }) => Number(key.slice(7))))).toEqual(new Set(ended.keys()));
          for (const item of faded) expect(item.lines[0]).toContain(ended.get(Number(item.key.slice(7))));

          if (host === undefined) return;
          const living = [...program.text.matchAll(/^PID (\d+) (\d+)$/gm)].filter(([, , pid]) =>
            host.processes.some((process) => process.pid === Number(pid)),
          );
          const shown = items.filter(({ kind, look }) => kind === 'process' && look !== 'faded').map(({ key }) => key);
          expect(new Set(shown)).toEqual(new Set(living.map(([, id]) => (id === '0' ? 'primary' : `worker-${id}`))));
          const holders = new Set(
            host.listeners.filter(({ port }) => port === program.port).flatMap(({ heldBy }) => heldBy),
          );
          expect(holdersInPicture(topology, items, program.port)).toEqual(holders);
        },
        { env },
      );
    });
  }
});

/** A connection whose worker died before it took it: the client was never answered, and the picture says so. */
test('an orphan in the picture is a client without an answer', async () => {
  const last = situations.at(-1) as Situation;
  await withProgram(PROGRAM, async (program) => {
    await program.until('server.listening', 2);
    const timedOut: string[] = [];
    await last.drive(program, async (plan) => {
      for (const { result } of await program.load(plan)) if (result.kind === 'timed-out') timedOut.push('one');
    });
    const { items, topology } = pictureOf(program, null);
    expect(topology.orphans.total).toBe(timedOut.length);
    expect(items.some(({ key }) => key === 'orphans')).toBe(timedOut.length > 0);
  });
});

function pidOf(program: TracedProgram, worker: number): number {
  return Number(new RegExp(`^PID ${worker} (\\d+)$`, 'm').exec(program.text)?.[1]);
}

function countOf(items: readonly Item[], worker: number): number {
  const key = worker === 0 ? 'primary' : `worker-${worker}`;
  return Number(items.find((item) => item.key === key)?.count ?? Number.NaN);
}

type Exit = Awaited<TracedProgram['exit']> | null;

/** @param exit as whoever started the program sees it */
function pictureOf(
  program: TracedProgram,
  exit: Exit,
): { readonly topology: Topology; readonly items: readonly Item[] } {
  const log = new TraceLog();
  log.append(program.events);
  const topology = exit === null ? log.topology : endTopology(log.topology, exit);
  const size = { width: 900, height: 560 };
  return { topology, items: drawScene({ topology, time: topology.now, motions: [], size, seats: new Map() }).items };
}

/** By pid, as port and cards say it. */
function holdersInPicture({ primary, workers }: Topology, items: readonly Item[], port: number): ReadonlySet<number> {
  const words = items.find(({ key }) => key === `holder-${port}`)?.title;
  const living = workers.filter(({ state }) => state !== 'exited');
  const own = living.filter(({ id }) =>
    items.some(
      ({ key, lines }) => key === `worker-${id}` && lines.some((line) => line.includes(`own socket, port ${port}`)),
    ),
  );
  const central = words === undefined ? [] : [primary?.pid ?? 0];
  const sharing = words === 'all hold it, workers accept' ? living.map(({ pid }) => pid) : [];
  return new Set([...central, ...sharing, ...own.map(({ pid }) => pid)]);
}

/** The servers' own reports of what the driver has heard already may still be on their way. */
async function settled(program: TracedProgram, answered: number): Promise<void> {
  if (answered > 0) await program.until('request.finished', answered);
}

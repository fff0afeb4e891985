/** How a workshop's server stands a class: learners who answer and move, an instructor who leads, a kill -9 at the end. */
import { readFile } from 'node:fs/promises';
import { WORKSHOP_SOCKET_PATH } from '../../src/features/workshop/model/protocol.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { startRedis } from '../../tests/support/redis-process.ts';
import { startServer } from '../../tests/support/server-process.ts';
import { openRaw, startWorkshops, type RawSocket } from '../../tests/support/workshop-process.ts';
import { findRedis } from '../ensure-redis.ts';
import type { Row } from './report.ts';

/** The goal is 2,000: BENCH_LEARNERS=2000 npm run bench. */
const LEARNERS = Number(process.env['BENCH_LEARNERS'] ?? 300);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
/** Of each learner: far more than anyone reads and answers. */
const REPORT_EVERY_MS = 1_000;
const LEAD_EVERY_MS = 500;
/** So many join at once, as when the code appears on the screen. */
const JOINING = 50;

interface Learner {
  readonly raw: RawSocket;
  readonly sent: Map<string, number>;
  readonly acknowledged: Set<string>;
}

/** One process with SQLite, and two workers with Redis, where this computer has one. */
export async function rows(): Promise<readonly Row[]> {
  const alone = await measure('workshop', await oneServer());
  if (findRedis() === undefined) {
    console.log('workshop with workers: skipped, since there is no redis-server here');
    return alone;
  }
  return [...alone, ...(await measure('workshop, 2 workers and Redis', await twoWorkers()))];
}

interface Target {
  readonly url: string;
  readonly code: string;
  readonly host: string;
  /** Resident bytes of all that serves. */
  memory(): Promise<number>;
  /** Everything is killed and started again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

async function oneServer(): Promise<Target> {
  const server = await startWorkshops();
  const { code, host } = await server.create('Bench');
  await raise(server.url, host);
  return {
    url: server.url,
    ...{ code, host },
    memory: () => memoryOf([server.pid]),
    async crash() {
      await server.kill();
      await server.restart();
    },
    close: () => server.close(),
  };
}

/** As the board does it. */
async function raise(url: string, secret: string): Promise<void> {
  const host = await openRaw(url, { type: 'host', secret });
  host.say({ type: 'act', id: 'act-raise', act: { kind: 'limit', members: LEARNERS } });
  await host.next('ack');
  host.socket.terminate();
}

async function twoWorkers(): Promise<Target> {
  const redis = await startRedis();
  const port = await freePort();
  const start = () =>
    startServer(['--workshop', '--most', String(LEARNERS), '--workers', '2'], {
      PORT: String(port),
      REDIS_URL: redis.url,
    });
  let server = start();
  await server.says('Keep the host link');
  const [, code = ''] = /with the code (\S+)/.exec(server.output()) ?? [];
  const [, host = ''] = /workshop\/host\/#(\S+)/.exec(server.output()) ?? [];
  return {
    url: `ws://localhost:${port}${WORKSHOP_SOCKET_PATH}`,
    ...{ code, host },
    memory: async () => memoryOf(await server.children()),
    async crash() {
      for (const pid of [server.pid, ...(await server.children())]) process.kill(pid, 'SIGKILL');
      await server.ended;
      await redis.kill();
      await redis.restart();
      server = start();
      await server.says('workers share the port');
    },
    async close() {
      await server.close();
      await redis.close();
    },
  };
}

async function measure(name: string, target: Target): Promise<readonly Row[]> {
  try {
    const { url, code, host: secret } = target;
    const before = await target.memory();
    const acks: number[] = [];
    const leads = new Map<string, number>();
    const reached: number[] = [];
    const learners: Learner[] = [];
    for (let at = 0; at < LEARNERS; at += JOINING) {
      const few = Array.from({ length: Math.min(JOINING, LEARNERS - at) }, (_, index) => {
        return join(url, code, `Learner ${at + index}`, { acks, leads, reached });
      });
      learners.push(...(await Promise.all(few)));
    }
    const memory = (await target.memory()) - before;
    const host = await openRaw(url, { type: 'host', secret });
    await host.next('hosting');
    const work = learners.map((learner, index) => answer(learner, index));
    await Promise.all([...work, lead(host, leads)]);
    const sent = learners.reduce((sum, { sent: ids }) => sum + ids.size, 0);
    await Promise.all(learners.map(allAcknowledged));
    await target.crash();
    const lost = await lostAnswers(url, secret, learners);
    const note = `${LEARNERS} learners, ${SECONDS} s, ${sent} reports`;
    return [
      { name: `${name}: reports kept`, value: Math.round(sent / SECONDS), unit: 'a second', note },
      { name: `${name}: report to durable, median`, value: round(quantile(acks, 0.5)), unit: 'ms', note },
      { name: `${name}: report to durable, p99`, value: round(quantile(acks, 0.99)), unit: 'ms', note },
      { name: `${name}: instructor to learner, median`, value: round(quantile(reached, 0.5)), unit: 'ms', note },
      { name: `${name}: instructor to learner, p99`, value: round(quantile(reached, 0.99)), unit: 'ms', note },
      { name: `${name}: memory per learner`, value: Math.round(memory / LEARNERS / 1024), unit: 'KB', note },
      { name: `${name}: lost after kill -9 of everything`, value: lost, unit: 'answers', note },
    ];
  } finally {
    await target.close();
  }
}

interface Measured {
  readonly acks: number[];
  readonly leads: ReadonlyMap<string, number>;
  readonly reached: number[];
}

async function join(url: string, code: string, name: string, { acks, leads, reached }: Measured): Promise<Learner> {
  const raw = await openRaw(url, { type: 'join', code, name });
  await raw.next('joined');
  const sent = new Map<string, number>();
  const acknowledged = new Set<string>();
  raw.socket.on('message', (data) => {
    const message = JSON.parse((data as Buffer).toString()) as {
      type: string;
      id: string;
      class: { lead: { step: string } };
    };
    const now = performance.now();
    if (message.type === 'ack') {
      acknowledged.add(message.id);
      acks.push(now - (sent.get(message.id) ?? now));
    }
    const led = message.type === 'class' ? leads.get(message.class.lead.step) : undefined;
    if (led !== undefined) reached.push(now - led);
  });
  return { raw, sent, acknowledged };
}

/** Spread over the second, as people are. */
async function answer({ raw, sent }: Learner, learner: number): Promise<void> {
  await pause((learner / LEARNERS) * REPORT_EVERY_MS);
  for (let turn = 0; turn < (SECONDS * 1_000) / REPORT_EVERY_MS; turn++) {
    const id = `report-${learner}-${turn}`;
    const moving = { kind: 'step', step: `lesson/step-${turn}` };
    const answering = { kind: 'answer', question: `lesson/step/q${turn}`, correct: false, given: 'x'.repeat(40) };
    sent.set(id, performance.now());
    const report =
      turn % 3 === 0 ? moving : { ...answering, offers: ['primary-handles'], beliefs: ['primary-handles'] };
    raw.say({ type: 'report', id, report });
    await pause(REPORT_EVERY_MS);
  }
}

async function lead(host: RawSocket, leads: Map<string, number>): Promise<void> {
  for (let turn = 0; turn < (SECONDS * 1_000) / LEAD_EVERY_MS; turn++) {
    const step = `lesson/lead-${turn}`;
    leads.set(step, performance.now());
    host.say({ type: 'act', id: `act-${turn}-lead`, act: { kind: 'lead', step, follow: true } });
    await pause(LEAD_EVERY_MS);
  }
}

async function allAcknowledged({ raw, sent, acknowledged }: Learner): Promise<void> {
  while (acknowledged.size < sent.size) await new Promise((resolve) => raw.socket.once('message', resolve));
}

/** Of all answers acknowledged, those that the restarted server does not have. */
async function lostAnswers(url: string, secret: string, learners: readonly Learner[]): Promise<number> {
  const host = await openRaw(url, { type: 'host', secret });
  const { rows: kept } = (await host.next('hosting')) as unknown as { rows: { answers: object; steps: object }[] };
  const there = kept.reduce((sum, row) => sum + Object.keys(row.answers).length + Object.keys(row.steps).length, 0);
  host.socket.terminate();
  return learners.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0) - there;
}

/** Resident bytes; NaN where the system does not tell. */
async function memoryOf(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1024;
    }),
  );
  return each.reduce((sum, bytes) => sum + bytes, 0);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

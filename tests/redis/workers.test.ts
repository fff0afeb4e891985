/** The server under node:cluster, with Redis: nothing acknowledged is lost, whichever process dies. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectHost } from '../../src/features/workshop/client/host.ts';
import { connectLearner, type LearnerClient } from '../../src/features/workshop/client/learner.ts';
import { memoryStorage } from '../../src/browser/storage.ts';
import { WORKSHOP_SOCKET_PATH } from '../../src/features/workshop/model/protocol.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { DURABLE, startRedis, type RedisProcess } from '../support/redis-process.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const LEARNERS = 12;
const BACK_WITHIN_MS = 5_000;

const first = (learners: readonly LearnerClient[]) => learners[0] as LearnerClient;

describe('two workers', () => {
  let redis: RedisProcess;
  let server: ServerProcess;
  let url: string;
  let code: string;
  let host: ReturnType<typeof connectHost>;
  let learners: readonly LearnerClient[];
  let asked = 0;

  beforeAll(async () => {
    redis = await startRedis();
    const port = await freePort();
    server = startServer(['--workshop', '--workers', '2'], { PORT: String(port), REDIS_URL: redis.url });
    await server.says('Keep the host link');
    url = `ws://localhost:${port}${WORKSHOP_SOCKET_PATH}`;
    code = /with the code (\S+)/.exec(server.output())?.[1] ?? '';
    host = connectHost(url, /workshop\/host\/#(\S+)/.exec(server.output())?.[1] ?? '');
    // At once: numbers and names are given out by several processes.
    learners = Array.from({ length: LEARNERS }, () => connectLearner(url, memoryStorage(), { code, name: 'Ada' }));
    await Promise.all(learners.map(({ own }) => until(own, (each) => each !== undefined)));
  });
  afterAll(async () => {
    for (const client of [host, ...learners]) client.close();
    await server.close();
    await redis.close();
  });

  const answer = (questions: number) => {
    for (let count = 0; count < questions; count++) {
      const question = `load-balancing/round-robin/q${asked++}`;
      for (const learner of learners) {
        learner.report({ kind: 'answer', question, correct: true, given: 'x', offers: [], beliefs: [] });
      }
    }
  };
  const allKept = () => Promise.all(learners.map(({ unsent }) => until(unsent, (left) => left === 0)));
  /** The board is told a moment after the disk has it. */
  const onBoard = () =>
    until(host.rows, (rows) => [...rows.values()].every(({ answers }) => Object.keys(answers).length === asked));

  test('both serve, and together they know everyone by a name of their own', async () => {
    expect(await server.children()).toHaveLength(2);
    const rows = await until(
      host.rows,
      (each) => each.size === LEARNERS && [...each.values()].every(({ online }) => online),
    );
    const names = [...rows.values()].map(({ name }) => name);
    expect(new Set(names)).toEqual(
      new Set(['Ada', ...Array.from({ length: LEARNERS - 1 }, (_, index) => `Ada ${index + 2}`)]),
    );
    host.act({ kind: 'lead', step: 'ipc/star', follow: true });
    await Promise.all(learners.map((learner) => until(learner.class, (shared) => shared?.lead.step === 'ipc/star')));
  });

  test('a worker that is killed takes no answer with it', async () => {
    answer(20);
    const [worker = 0] = await server.children();
    await until(first(learners).unsent, (left) => left < 15);
    process.kill(worker, 'SIGKILL');
    answer(10);
    const from = performance.now();
    await allKept();
    await Promise.all(learners.map(({ status }) => until(status, ({ is }) => is === 'open')));
    expect(performance.now() - from).toBeLessThan(BACK_WITHIN_MS);
    await onBoard();
    await server.says('Another one takes its place');
  });

  test('a Redis that is killed, too; meanwhile nothing is acknowledged', async () => {
    await redis.kill();
    answer(5);
    await until(first(learners).status, ({ is }) => is === 'away');
    expect(learners.every(({ unsent }) => unsent.value > 0)).toBe(true);
    await redis.restart();
    const from = performance.now();
    await allKept();
    expect(performance.now() - from).toBeLessThan(BACK_WITHIN_MS);
    await onBoard();
  });

  test('a rolling restart loses nothing, and leaves other processes', async () => {
    const before = await server.children();
    answer(5);
    process.kill(server.pid, 'SIGHUP');
    answer(5);
    await server.says('All workers were replaced.');
    await allKept();
    await onBoard();
    const after = await server.children();
    expect(after).toHaveLength(2);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    for (const { answers } of host.rows.value.values())
      expect(Object.values(answers).every(({ tries }) => tries === 1)).toBe(true);
  });

  test('a new secret link shows every board of the old one out, at whichever worker it is', async () => {
    await until(host.status, ({ is }) => is === 'open');
    const old = host.secret.value;
    const others = Array.from({ length: 6 }, () => connectHost(url, old));
    await Promise.all(others.map(({ status }) => until(status, ({ is }) => is === 'open')));
    expect(host.renew()).toBe(true);
    await until(host.secret, (secret) => secret !== old);
    for (const { status } of others) {
      expect(await until(status, ({ is }) => is === 'closed')).toMatchObject({ closing: { why: 'renewed' } });
    }
    const again = Array.from({ length: 4 }, () => connectHost(url, host.secret.value));
    await Promise.all(again.map(({ status }) => until(status, ({ is }) => is === 'open')));
    for (const client of again) client.close();
    expect(host.status.value.is).toBe('open');
  });

  test('deleted, it is gone from every worker and from Redis', async () => {
    await until(host.status, ({ is }) => is === 'open');
    expect(host.delete('Workshop')).toBe(true);
    await until(host.deleted, (is) => is);
    await Promise.all(learners.map(({ status }) => until(status, ({ is }) => is === 'closed')));
    const late = connectLearner(url, memoryStorage(), { code, name: 'Late' });
    expect(await until(late.status, ({ is }) => is === 'closed')).toMatchObject({ closing: { why: 'unknown-code' } });
  });
});

describe('refused with a sentence', () => {
  const start = async (args: readonly string[], env: NodeJS.ProcessEnv) => {
    const server = startServer(['--workshop', ...args], { PORT: String(await freePort()), ...env });
    return { code: await server.ended, output: server.output() };
  };

  test('workers without a Redis', async () => {
    expect(await start(['--workers', '2'], { REDIS_URL: '' })).toMatchObject({
      code: 1,
      output: expect.stringContaining('share a workshop through Redis'),
    });
  });

  test('no number of workers', async () => {
    expect(await start(['--workers', 'many'], {})).toMatchObject({
      code: 1,
      output: expect.stringContaining('--workers takes a number'),
    });
  });

  test('no address of a Redis, and one where nobody answers', async () => {
    expect(await start([], { REDIS_URL: 'localhost' })).toMatchObject({
      code: 1,
      output: expect.stringContaining('which is no address of a Redis'),
    });
    const nobody = `redis://127.0.0.1:${await freePort()}`;
    expect(await start([], { REDIS_URL: nobody })).toMatchObject({
      code: 1,
      output: expect.stringContaining('cannot be reached'),
    });
  });

  test.each([
    ['without a log', [], 'appendonly no'],
    [
      'with a log that is written once a second',
      [...DURABLE.slice(0, 2), '--appendfsync', 'everysec'],
      'appendfsync everysec',
    ],
  ])('a Redis %s', async (_, settings, words) => {
    const redis = await startRedis(settings);
    const { code, output } = await start([], { REDIS_URL: redis.url });
    await redis.close();
    expect(code).toBe(1);
    expect(output).toContain(words);
    expect(output).toContain('Start it with: redis-server');
  });
});

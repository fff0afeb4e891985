/** The page's side and the server's, together: nothing acknowledged is lost, and everyone comes back. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectHost, connectScreen } from '../../src/features/workshop/client/host.ts';
import { connectLearner } from '../../src/features/workshop/client/learner.ts';
import { memoryStorage } from '../../src/browser/storage.ts';
import { until } from '../support/until.ts';
import { openRaw, startWorkshops, type WorkshopProcess } from '../support/workshop-process.ts';
import { SLOW } from '../support/slow.ts';

let server: WorkshopProcess;
beforeAll(async () => {
  server = await startWorkshops();
});
afterAll(() => server.close());

/** Ten thousand connections, on a machine that does other things too. */

const STEP = 'load-balancing/round-robin';

test('follow me, a poll, a raised hand: each role sees its part', async () => {
  const { code, host: secret, screen: screenSecret } = await server.create('Seen');
  const host = connectHost(server.url, secret);
  const learner = connectLearner(server.url, memoryStorage(), { code, name: 'Ada' });
  const screen = connectScreen(server.url, screenSecret);
  await Promise.all([until(host.status, ({ is }) => is === 'open'), until(learner.own, (own) => own?.name === 'Ada')]);
  expect(host.screenSecret.value).toBe(screenSecret);

  host.act({ kind: 'lead', step: STEP, follow: true });
  await until(learner.class, (shared) => shared?.lead.step === STEP && shared.lead.follow);
  const poll = {
    id: 'poll-0001',
    text: 'Who?',
    choices: [{ text: 'The primary' }, { text: 'A worker', correct: true }],
  };
  host.act({ kind: 'open-poll', poll });
  await until(learner.class, (shared) => shared?.polls.length === 1);
  learner.report({ kind: 'vote', poll: poll.id, choice: 1 });
  learner.report({ kind: 'hand', raised: true });
  learner.report({ kind: 'ran', step: STEP });
  await until(host.rows, (rows) => rows.get('m1')?.hand !== undefined && rows.get('m1')?.steps[STEP]?.runs === 1);
  await until(host.board, (board) => board?.polls[0]?.counts[1] === 1);
  expect(learner.class.value?.polls[0]?.counts).toBeUndefined();
  host.act({ kind: 'reveal-poll', poll: poll.id, revealed: true });
  await until(learner.class, (shared) => shared?.polls[0]?.counts?.[1] === 1);
  await until(screen.screen, (shown) => shown?.polls[0]?.counts?.[1] === 1);
  learner.report({ kind: 'vote', poll: poll.id, choice: 0 });
  expect(await until(learner.refusal, (sentence) => sentence !== undefined)).toMatch('shown the answers already');
  expect(host.board.value?.polls[0]?.counts).toEqual([0, 1]);
  host.export('csv');
  expect((await until(host.exported, (file) => file !== undefined))?.text).toContain('Ada');
  for (const client of [host, learner, screen]) client.close();
});

test('a server killed and started again has every acknowledged report, and everyone comes back as themselves', async () => {
  const { code, host: secret } = await server.create('Killed');
  const joined = (index: number) => connectLearner(server.url, memoryStorage(), { code, name: `Learner ${index}` });
  const first = joined(0);
  const learners = [first, ...[1, 2, 3, 4].map(joined)];
  await Promise.all(learners.map(({ own }) => until(own, (each) => each !== undefined)));
  const report = (question: number) => {
    for (const learner of learners) {
      learner.report({
        ...{ kind: 'answer', question: `${STEP}/q${question}`, correct: true },
        given: 'x',
        offers: [],
        beliefs: [],
      });
    }
  };
  for (let question = 0; question < 40; question++) report(question);
  await until(first.unsent, (left) => left < 30);
  await server.kill();
  for (let question = 40; question < 60; question++) report(question);
  await until(first.status, ({ is }) => is === 'away');
  await server.restart();
  const from = performance.now();
  await Promise.all(learners.map(({ unsent }) => until(unsent, (left) => left === 0)));
  expect(performance.now() - from).toBeLessThan(5_000);

  const host = connectHost(server.url, secret);
  const rows = [...(await until(host.rows, (each) => each.size > 0)).values()];
  expect(rows.map(({ name }) => name).sort()).toEqual(learners.map((_, index) => `Learner ${index}`));
  for (const { answers } of rows) {
    expect(Object.keys(answers)).toHaveLength(60);
    expect(Object.values(answers).every(({ tries }) => tries === 1)).toBe(true);
  }
  for (const client of [host, ...learners]) client.close();
});

test('a page that is loaded again is the same person, and sends what it kept', async () => {
  const { code } = await server.create('Reloaded');
  const storage = memoryStorage();
  const first = connectLearner(server.url, storage, { code, name: 'Ada' });
  await until(first.own, (own) => own !== undefined);
  first.close();
  first.report({ kind: 'ran', step: STEP });
  const second = connectLearner(server.url, storage);
  expect((await until(second.own, (own) => own !== undefined))?.id).toBe('m1');
  await until(second.unsent, (left) => left === 0);
  second.close();
});

test('a new secret link opens the board, the old one nothing, at once and after a restart', async () => {
  const { code, host: old, screen: oldScreen } = await server.create('Seen by the class');
  const host = connectHost(server.url, old);
  const thief = connectHost(server.url, old);
  const screen = connectScreen(server.url, oldScreen);
  const learner = connectLearner(server.url, memoryStorage(), { code, name: 'Ada' });
  await Promise.all([host, thief, screen, learner].map(({ status }) => until(status, ({ is }) => is === 'open')));
  expect(host.renew()).toBe(true);
  const renewed = await until(host.secret, (secret) => secret !== old);
  for (const shown of [thief, screen]) {
    expect(await until(shown.status, ({ is }) => is === 'closed')).toMatchObject({
      closing: { why: 'renewed', sentence: expect.stringContaining('new secret link') },
    });
  }
  const isRefused = async (client: { readonly status: typeof host.status; close(): void }) => {
    const status = await until(client.status, ({ is }) => is === 'closed' || is === 'open');
    expect(status).toMatchObject({ is: 'closed', closing: { why: 'unknown-secret' } });
  };
  const opens = async () => {
    await isRefused(connectHost(server.url, old));
    await isRefused(connectScreen(server.url, oldScreen));
    const again = connectHost(server.url, renewed);
    await until(again.board, (board) => board?.title === 'Seen by the class');
    const shown = connectScreen(server.url, again.screenSecret.value ?? '');
    await until(shown.status, ({ is }) => is === 'open');
    for (const client of [again, shown]) client.close();
  };
  await opens();
  host.act({ kind: 'pace', step: STEP });
  await until(learner.class, (shared) => shared?.pace === STEP);
  await server.kill();
  await until(host.status, ({ is }) => is === 'away');
  await server.restart();
  await opens();
  // The board that asked for it comes back by itself.
  await until(host.status, ({ is }) => is === 'open');
  for (const client of [host, learner]) client.close();
});

test('a wrong code ends with a sentence', async () => {
  const lost = connectLearner(server.url, memoryStorage(), { code: 'NOPE-NOPE', name: 'Ada' });
  const status = await until(lost.status, ({ is }) => is === 'closed');
  expect(status).toMatchObject({ closing: { sentence: expect.stringContaining('No workshop has this code') } });
});

test('10,000 malformed messages crash nothing', SLOW, async () => {
  const { code, host: secret } = await server.create('Fuzzed');
  const { pid } = server;
  const messages = [
    ...fc.sample(fc.json(), 4_000),
    ...fc.sample(fc.string({ maxLength: 300 }), 3_000),
    ...fc
      .sample(
        fc.record({
          type: fc.constantFrom('report', 'act', 'join', 'host', '__proto__'),
          id: fc.string(),
          report: fc.object(),
        }),
        3_000,
      )
      .map((value) => JSON.stringify(value)),
  ];
  const { token } = await (await openRaw(server.url, { type: 'join', code, name: 'Fuzz' })).next('joined');
  const hellos = [undefined, { type: 'return', token }, { type: 'host', secret }];
  const speak = async (message: string, turn: number) => {
    const raw = await openRaw(server.url, hellos[turn % hellos.length]);
    raw.say(message);
    await raw.next('closing');
    raw.socket.terminate();
  };
  for (let at = 0; at < messages.length; at += 100) {
    await Promise.all(messages.slice(at, at + 100).map((message, index) => speak(message, at + index)));
  }
  const host = connectHost(server.url, secret);
  await until(host.board, (board) => board?.title === 'Fuzzed');
  host.close();
  expect(server.pid).toBe(pid);
  process.kill(pid, 0);
});

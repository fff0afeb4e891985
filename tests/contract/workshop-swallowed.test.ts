/** A network that swallows packets and closes nothing: a page says that it is not connected, and loses nothing. */
import { expect, test } from 'vitest';
import { memoryStorage } from '../../src/browser/storage.ts';
import { connectHost } from '../../src/features/workshop/client/host.ts';
import { connectLearner } from '../../src/features/workshop/client/learner.ts';
import { startSilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';
import { startWorkshops } from '../support/workshop-process.ts';

const WITHIN_MS = 400;
const POLL = { id: 'poll-0001', text: 'Who?', choices: [{ text: 'The primary' }, { text: 'A worker' }] };

test('an answer is in only once the server has it, and a silent network is noticed with nothing to send', async () => {
  const server = await startWorkshops();
  await using network = await startSilentProxy(server.url);
  const { code, host: secret } = await server.create('Swallowed');
  const host = connectHost(server.url, secret);
  const joining = { code, name: 'Ada' };
  const ada = connectLearner(network.through(server.url), memoryStorage(), joining, WITHIN_MS);
  await until(ada.status, ({ is }) => is === 'open');
  host.act({ kind: 'open-poll', poll: POLL });
  await until(ada.class, (shared) => shared?.polls.length === 1);

  network.swallow();
  ada.report({ kind: 'vote', poll: POLL.id, choice: 1 });
  expect(ada.own.value?.votes).toEqual({ [POLL.id]: 1 });
  expect([...ada.unconfirmed.value]).toEqual([POLL.id]);
  await until(ada.status, ({ is }) => is === 'away');
  expect(host.board.value?.polls[0]?.counts).toEqual([0, 0]);
  network.heal();
  await until(ada.unconfirmed, ({ size }) => size === 0);
  await until(host.board, (board) => board?.polls[0]?.counts[1] === 1);
  expect(ada.status.value.is).toBe('open');

  network.swallow();
  await until(ada.status, ({ is }) => is === 'away');
  network.heal();
  await until(ada.status, ({ is }) => is === 'open');
  for (const client of [host, ada]) client.close();
  await server.close();
});

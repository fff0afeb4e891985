/** Who may do what in a workshop, tested at the wire against the real server. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Created } from '../../src/features/workshop/model/protocol.ts';
import { openRaw, startWorkshops, type WorkshopProcess } from '../support/workshop-process.ts';

let server: WorkshopProcess;
let class1: Created;
beforeAll(async () => {
  server = await startWorkshops({ helloWithinMs: 500 });
  class1 = await server.create();
});
afterAll(() => server.close());

const joining = (name: string) => openRaw(server.url, { type: 'join', code: class1.code, name });
const hosting = (secret: string) => openRaw(server.url, { type: 'host', secret });

describe('a learner is no instructor', () => {
  const messages = [
    { type: 'act', id: 'act-00001', act: { kind: 'end', ended: true } },
    { type: 'act', id: 'act-00002', act: { kind: 'remove', member: 'm1' } },
    { type: 'act', id: 'act-00003', act: { kind: 'show', what: 'beliefs' } },
    { type: 'export', format: 'json' },
    { type: 'delete', title: 'Class' },
  ];
  test.each(messages)('says $type in vain', async (message) => {
    const learner = await joining('Mallory');
    await learner.next('joined');
    learner.say(message);
    expect(await learner.next('closing')).toMatchObject({ why: 'not-understood' });
    await learner.closed;
  });

  test('its token opens no board, and the screen’s secret none either', async () => {
    const { token } = await (await joining('Mallory')).next('joined');
    for (const secret of [token, class1.screen, `${class1.host}x`, class1.host.slice(0, -1), 'x', '..']) {
      const closing = await (await hosting(String(secret))).next('closing');
      expect(closing).toMatchObject({ why: 'unknown-secret', sentence: expect.stringContaining('opens no workshop') });
    }
  });

  test('and hears nothing of what another one says', async () => {
    const eve = await joining('Eve');
    await eve.next('joined');
    const ada = await joining('Ada');
    await ada.next('joined');
    ada.say({ type: 'report', id: 'report-0001', report: { kind: 'ask', text: 'a private question' } });
    await ada.next('ack');
    // The answer to a message of Eve's own comes after all that was told before.
    eve.say({ type: 'report', id: 'report-0002', report: { kind: 'hand', raised: true } });
    await eve.next('own');
    expect(JSON.stringify(eve.heard)).not.toMatch(/private question|Ada/);
  });
});

test('names are told apart and cleaned', async () => {
  const names = ['Zoë', 'zoë', '\u202EZoë\u200B'];
  const own = [];
  for (const name of names) own.push((await (await joining(name)).next('joined'))['own']);
  expect(own).toMatchObject([{ name: 'Zoë' }, { name: 'zoë 2' }, { name: 'Zoë 3' }]);
  expect(await (await joining('\u200B')).next('closing')).toMatchObject({ why: 'bad-name' });
});

test('a code is taken as typed, a wrong one is not, and guessing ends', async () => {
  const typed = class1.code.toLowerCase().replace('-', ' ');
  await (await openRaw(server.url, { type: 'join', code: typed, name: 'Typist' })).next('joined');
  const whys = new Set<unknown>();
  for (let tries = 0; tries < 70; tries++) {
    const guess = await openRaw(server.url, { type: 'join', code: 'AAAA-AAAA', name: 'Guess' });
    whys.add((await guess.next('closing'))['why']);
  }
  expect([...whys]).toEqual(['unknown-code', 'too-many-tries']);
  const other = await server.create('Unguessed');
  expect(await (await openRaw(server.url, { type: 'host', secret: other.host })).next('hosting')).toBeDefined();
});

test('who says nothing is shown out', async () => {
  expect(await (await openRaw(server.url)).next('closing')).toMatchObject({ why: 'too-slow' });
});

test('a frame beyond the limit ends its connection alone', async () => {
  const big = await openRaw(server.url, `"${'x'.repeat(100_000)}"`);
  await big.closed;
  expect(await (await hosting(class1.host)).next('hosting')).toBeDefined();
});

test('a flood is cut off', async () => {
  const host = await hosting(class1.host);
  await host.next('hosting');
  for (let index = 0; index < 400; index++)
    host.say({ type: 'act', id: `flood-${index}-x`, act: { kind: 'pace', step: null } });
  expect(await host.next('closing')).toMatchObject({ why: 'too-fast' });
});

test('another site’s page gets no socket', async () => {
  const { host, pathname } = new URL(server.url);
  const headers = {
    ...{ connection: 'Upgrade', upgrade: 'websocket', origin: 'http://evil.example' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' },
  };
  const status = await new Promise((resolve, reject) => {
    const knocking = request(`http://${host}${pathname}`, { headers });
    knocking.on('response', (response) => resolve(response.statusCode)).on('error', reject);
    knocking.on('upgrade', () => resolve(101));
    knocking.end();
  });
  expect(status).toBe(403);
});

test('deleted wholly: no byte of it is left, and its pages hear it', async () => {
  const doomed = await server.create('Doomed');
  const host = await openRaw(server.url, { type: 'host', secret: doomed.host });
  await host.next('hosting');
  host.say({ type: 'act', id: 'act-000001', act: { kind: 'lead', step: 'needle/in-the-file', follow: true } });
  await host.next('ack');
  const bytes = () =>
    readdirSync(server.folder)
      .map((file) => readFileSync(path.join(server.folder, file), 'latin1'))
      .join('');
  expect(existsSync(server.folder)).toBe(true);
  expect(bytes()).toContain('needle/in-the-file');
  host.say({ type: 'delete', title: 'Doomed' });
  await host.next('deleted');
  expect(bytes()).not.toContain('needle/in-the-file');
  expect(await (await openRaw(server.url, { type: 'host', secret: doomed.host })).next('closing')).toMatchObject({
    why: 'unknown-secret',
  });
});

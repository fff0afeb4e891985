/** Who comes in: a whole class at once, nobody who was removed, and no flood in the place of a class. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Created } from '../../src/features/workshop/model/protocol.ts';
import type { Act } from '../../src/features/workshop/model/protocol.schema.ts';
import { openRaw, startWorkshops, type RawSocket, type WorkshopProcess } from '../support/workshop-process.ts';

let server: WorkshopProcess;
beforeAll(async () => {
  server = await startWorkshops();
});
afterAll(() => server.close());

/** Hundreds of connections, on a machine that does other things too. */
const CROWD_TIMEOUT_MS = 120_000;

const join = ({ code }: Created, name: string, device?: string) =>
  openRaw(server.url, { type: 'join', code, name, ...(device !== undefined && { device }) });
const hosting = async ({ host: secret }: Created) => {
  const host = await openRaw(server.url, { type: 'host', secret });
  await host.next('hosting');
  return host;
};
let acts = 0;
const act = async (host: RawSocket, what: Act) => {
  const id = `act-${++acts}-0000`;
  host.say({ type: 'act', id, act: what });
  expect(await host.next('ack', 'refused')).toEqual({ type: 'ack', id });
};
const outcome = (socket: RawSocket) => socket.next('joined', 'closing');
const inBatches = async (count: number, size: number, one: (index: number) => Promise<void>) => {
  for (let at = 0; at < count; at += size)
    await Promise.all(Array.from({ length: Math.min(size, count - at) }, (_, index) => one(at + index)));
};
const DEVICE = 'a'.repeat(48);

test(
  '500 learners behind one address come in at once, the next one when the instructor says so',
  async () => {
    const made = await server.create('Large');
    const sockets: RawSocket[] = [];
    await inBatches(500, 50, async (index) => {
      const socket = await join(made, `Learner ${index}`);
      sockets.push(socket);
      expect(await outcome(socket)).toMatchObject({ type: 'joined' });
    });
    expect(await outcome(await join(made, 'One more'))).toMatchObject({ why: 'full' });
    const host = await hosting(made);
    await act(host, { kind: 'limit', members: 501 });
    expect(await outcome(await join(made, 'One more'))).toMatchObject({ type: 'joined' });
    for (const { socket } of sockets) socket.terminate();
  },
  CROWD_TIMEOUT_MS,
);

test(
  'a flood of names that come and go fills nothing: a learner gets in behind it, and who works stays',
  async () => {
    const made = await server.create('Flooded');
    const host = await hosting(made);
    await act(host, { kind: 'limit', members: 20 });
    const worker = await join(made, 'Who works');
    const { token } = await worker.next('joined');
    worker.say({ type: 'report', id: 'report-0001', report: { kind: 'ran', step: 'a/one' } });
    await worker.next('ack');
    worker.socket.terminate();
    const replies = new Set<unknown>();
    await inBatches(110, 10, async (index) => {
      const bot = await join(made, `bot ${index}`);
      const { type, why } = await outcome(bot);
      replies.add(why ?? type);
      bot.socket.terminate();
    });
    expect([...replies].filter((each) => each !== 'joined' && each !== 'too-fast')).toEqual([]);
    expect(await outcome(await join(made, 'Ada, a real learner'))).toMatchObject({ type: 'joined' });
    expect(await outcome(await openRaw(server.url, { type: 'return', token }))).toMatchObject({ type: 'joined' });
    const again = await openRaw(server.url, { type: 'host', secret: made.host });
    const { rows } = (await again.next('hosting')) as unknown as { rows: { name: string }[] };
    expect(rows.length).toBeLessThanOrEqual(20);
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Who works', 'Ada, a real learner']));
  },
  CROWD_TIMEOUT_MS,
);

test('behind a locked door are those who were there', async () => {
  const made = await server.create('Locked');
  const host = await hosting(made);
  const ada = await join(made, 'Ada');
  const { token } = await ada.next('joined');
  await act(host, { kind: 'lock', locked: true });
  expect(await outcome(await join(made, 'Bo'))).toMatchObject({
    why: 'locked',
    sentence: expect.stringContaining('Ask your instructor to unlock it'),
  });
  expect(await outcome(await openRaw(server.url, { type: 'return', token }))).toMatchObject({ type: 'joined' });
  await act(host, { kind: 'lock', locked: false });
  expect(await outcome(await join(made, 'Bo'))).toMatchObject({ type: 'joined' });
});

test('who is removed stays out by token, browser and name, after a restart too, until let in again', async () => {
  const made = await server.create('Removed');
  const mallory = await join(made, 'Mallory', DEVICE);
  const { token, own } = await mallory.next('joined');
  const others = await Promise.all(['Bo', 'Cleo'].map((name) => join(made, name)));
  const removed = [(own as { id: string }).id];
  for (const other of others) removed.push(((await other.next('joined'))['own'] as { id: string }).id);
  await act(await hosting(made), { kind: 'remove-many', members: removed });
  for (const each of [mallory, ...others]) expect(await each.next('closing')).toMatchObject({ why: 'removed' });
  await server.kill();
  await server.restart();
  expect(await outcome(await openRaw(server.url, { type: 'return', token }))).toMatchObject({
    why: 'removed',
    sentence: expect.stringContaining('Only your instructor can let you in again'),
  });
  expect(await outcome(await join(made, 'Trudy', DEVICE))).toMatchObject({ why: 'removed' });
  expect(await outcome(await join(made, 'ｍａｌｌｏｒｙ'))).toMatchObject({ why: 'bad-name' });
  expect(await outcome(await join(made, 'Ada'))).toMatchObject({ type: 'joined' });
  const host = await openRaw(server.url, { type: 'host', secret: made.host });
  const board = await host.next('hosting');
  expect(board['host']).toMatchObject({ removed: [{ name: 'Mallory' }, { name: 'Bo' }, { name: 'Cleo' }] });
  expect(JSON.stringify(board)).not.toContain('device');
  await act(host, { kind: 'let-in', members: removed });
  expect(await outcome(await join(made, 'Mallory', DEVICE))).toMatchObject({ type: 'joined' });
});

test('behind an address that guesses, who knows the code gets in', async () => {
  const made = await server.create('Guessed at');
  const whys = new Set<unknown>();
  await inBatches(90, 30, async () => {
    whys.add(
      (await (await openRaw(server.url, { type: 'join', code: 'AAAA-AAAA', name: 'Guess' })).next('closing'))['why'],
    );
  });
  expect([...whys]).toEqual(['unknown-code', 'too-many-tries']);
  expect(await outcome(await join(made, 'Ada'))).toMatchObject({ type: 'joined' });
});

test('a clock that goes back by an hour shuts nobody out', async () => {
  const made = await server.create('Late hour');
  const host = await hosting(made);
  const ada = await join(made, 'Ada');
  await ada.next('joined');
  process.kill(server.pid, 'SIGUSR2');
  await act(host, { kind: 'pace', step: 'a/one' });
  ada.say({ type: 'report', id: 'report-0001', report: { kind: 'ran', step: 'a/one' } });
  expect(await ada.next('ack', 'closing')).toMatchObject({ type: 'ack' });
  expect(await outcome(await join(made, 'Bo'))).toMatchObject({ type: 'joined' });
  await act(host, { kind: 'pace', step: null });
});

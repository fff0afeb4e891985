/** A full disk refuses what needs it, to who asked for it, and nothing else: the server lives, and goes on when there is room. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeSync, openSync, closeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Created } from '../../src/features/workshop/model/protocol.ts';
import { openRaw, startWorkshops, type WorkshopProcess } from '../support/workshop-process.ts';

const act = (number: number) => ({
  type: 'act',
  id: `act-${number}-0000`,
  act: {
    kind: 'open-poll',
    poll: { id: `poll-${number}-00`, text: 't'.repeat(300), choices: [{ text: 'a' }, { text: 'b' }] },
  },
});
const hand = { type: 'report', id: 'report-hand', report: { kind: 'hand', raised: true } };
const join = (server: WorkshopProcess, { code }: Created, name: string) =>
  openRaw(server.url, { type: 'join', code, name });
const board = async (server: WorkshopProcess, { host: secret }: Created) => {
  const host = await openRaw(server.url, { type: 'host', secret });
  return { host, rows: (await host.next('hosting'))['rows'] };
};

const disk = path.join(tmpdir(), `small-disk-${process.pid}`);
mkdirSync(disk, { recursive: true });
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
afterAll(async () => {
  if (isMounted) spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

/** Until not a byte more fits. */
function fill(): void {
  const ballast = openSync(path.join(disk, 'ballast'), 'w');
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeSync(ballast, Buffer.alloc(size, 1));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
  }
  closeSync(ballast);
}

describe.skipIf(!isMounted)('a disk of its own, which is full (needs the right to mount one)', () => {
  let server: WorkshopProcess;
  let made: Created;
  beforeEach(async () => {
    const folder = await mkdtemp(path.join(disk, 'workshops-'));
    server = await startWorkshops({ folder });
    made = await server.create('Full');
  });
  afterEach(async () => {
    await server.close();
    await rm(path.join(disk, 'ballast'), { force: true });
    await rm(server.folder, { recursive: true, force: true });
  });

  test('each is told what was not kept; with room again, nothing is lost and everything goes on', async () => {
    const { host } = await board(server, made);
    const ada = await join(server, made, 'Ada');
    const grace = await join(server, made, 'Grace');
    await Promise.all([ada.next('joined'), grace.next('joined')]);
    fill();
    ada.say(hand);
    expect(await ada.next('later', 'ack', 'closing')).toMatchObject({
      type: 'later',
      id: hand.id,
      sentence: expect.stringContaining('The disk of the server is full'),
    });
    host.say(act(1));
    expect(await host.next('refused', 'ack', 'closing')).toMatchObject({
      type: 'refused',
      sentence: expect.stringMatching(/disk of the server is full, so this was not done. Make room there/),
    });
    host.say({ type: 'renew' });
    expect(await host.next('refused', 'renewed')).toMatchObject({
      type: 'refused',
      sentence: expect.stringContaining('the one of before goes on'),
    });
    expect(await (await join(server, made, 'Late')).next('closing')).toMatchObject({
      why: 'restarting',
      sentence: expect.stringMatching(/full, so nobody new can be let in now/),
    });
    const refused = await server.post('Another');
    expect(refused.status).toBe(507);
    expect(await refused.json()).toEqual({ error: expect.stringMatching(/full, so no workshop was made/) });
    // Nobody else heard of it.
    expect(grace.heard.filter(({ type }) => type === 'closing')).toEqual([]);

    await rm(path.join(disk, 'ballast'));
    ada.say(hand);
    await ada.next('ack');
    host.say(act(2));
    await host.next('ack');
    await (await join(server, made, 'Late')).next('joined');
    await server.kill();
    await server.restart();
    const { rows } = await board(server, made);
    expect(rows).toMatchObject([{ name: 'Ada', hands: 1 }, { name: 'Grace', hands: 0 }, { name: 'Late' }]);
  });

  test('a server that starts on it opens what there is', async () => {
    await (await join(server, made, 'Ada')).next('joined');
    fill();
    await server.kill();
    await server.restart();
    expect((await board(server, made)).rows).toMatchObject([{ name: 'Ada' }]);
  });

  test('a deletion needs no room: it makes some', async () => {
    const { host } = await board(server, made);
    await (await join(server, made, 'needle-in-the-file')).next('joined');
    fill();
    host.say({ type: 'delete', title: 'Full' });
    expect(await host.next('deleted', 'refused')).toMatchObject({ type: 'deleted' });
    const bytes = readdirSync(server.folder).map((name) => readFileSync(path.join(server.folder, name), 'latin1'));
    expect(bytes.join('')).not.toContain('needle-in-the-file');
    process.kill(server.pid, 0);
    expect(await (await join(server, made, 'Ada')).next('closing')).toMatchObject({ why: 'unknown-code' });
  });
});

describe.skipIf(process.platform === 'win32')('a file that may not grow any more', () => {
  test('refuses what does not fit, and the server lives', async () => {
    const server = await startWorkshops({ mostBlocks: 400 });
    const made = await server.create('Full');
    const { host } = await board(server, made);
    const ada = await join(server, made, 'Ada');
    await ada.next('joined');
    let reply;
    for (let number = 1; reply?.type !== 'refused'; number++) {
      host.say(act(number));
      reply = await host.next('refused', 'ack');
    }
    expect(reply).toMatchObject({ sentence: expect.stringMatching(/^The (disk|server) .*, so this was not done/) });
    ada.say(hand);
    expect(await ada.next('later', 'ack')).toMatchObject({ type: 'later' });
    process.kill(server.pid, 0);
    host.say({ type: 'delete', title: 'Full' });
    await host.next('deleted');
    expect(await server.create('Next')).toHaveProperty('code');
    await server.close();
  });
});

test('a deletion that is not possible is refused, and the workshop goes on', async () => {
  const server = await startWorkshops();
  const made = await server.create('Stays');
  const { host } = await board(server, made);
  const [id = ''] = made.host.split('.');
  // Where the file would be moved to.
  mkdirSync(path.join(server.folder, `workshop-${id}.sqlite.deleted`, 'in the way'), { recursive: true });
  host.say({ type: 'delete', title: 'Stays' });
  expect(await host.next('refused', 'deleted')).toMatchObject({
    type: 'refused',
    sentence: expect.stringContaining('so nothing was deleted'),
  });
  await (await join(server, made, 'Ada')).next('joined');
  await server.close();
});

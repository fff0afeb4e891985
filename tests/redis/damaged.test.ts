/** Streams that are damaged, at the start and while it runs: one workshop is set aside, and never another. */
import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeEvent } from '../../src/features/workshop/model/event.schema.ts';
import { openLog } from '../../src/features/workshop/server/open-log.ts';
import { Workshops } from '../../src/features/workshop/server/workshops.ts';
import { startRedis, type RedisProcess } from '../support/redis-process.ts';

let redis: RedisProcess;
let client: ReturnType<typeof createClient>;
beforeAll(async () => {
  redis = await startRedis();
  client = createClient({ url: redis.url });
  await client.connect();
});
afterAll(async () => {
  client.destroy();
  await redis.close();
});

const open = async () => Workshops.open(await openLog('', redis.url));
const idOf = (host = '') => host.split('.')[0] ?? '';
const streamOf = (id: string) => `cluster-lab:workshop:${id}:events`;
const joined = (number: number) => writeEvent({ type: 'joined', member: `m${number}`, name: `Ada ${number}`, at: 1 });
const untilTrue = async (is: () => boolean | Promise<boolean>) => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 10));
};

test.each([
  ['an entry cut short', (id: string) => client.xAdd(streamOf(id), '*', { event: '{"type":"joi' }), /is cut short/],
  ['an entry without an event', (id: string) => client.xAdd(streamOf(id), '*', { x: 'y' }), /is cut short/],
  ['an entry of a newer version', (id: string) => client.xAdd(streamOf(id), '*', { event: '{"version":99}' }), /newer/],
  ['another kind of value', (id: string) => client.set(streamOf(id), 'garbage'), /WRONGTYPE/],
  ['no stream', (id: string) => client.del(streamOf(id)), /no events in it/],
])('%s sets that workshop aside at the start', async (_, damage, reason) => {
  await client.flushAll();
  const before = await open();
  const [bad, good] = [await before.create('Bad'), await before.create('Good')];
  await before.close();
  await damage(idOf(bad?.host));
  const after = await open();
  expect(after.rooms.map(({ title }) => title)).toEqual(['Good']);
  expect(after.aside[0]?.sentence).toMatch(reason);
  expect(after.aside[0]?.sentence).toContain(streamOf(idOf(bad?.host)));
  expect(after.enter('host', bad?.host ?? '')).toMatchObject({ why: 'set-aside' });
  expect(after.enter('host', good?.host ?? '')).toMatchObject({ as: 'host' });
  await after.close();
});

test('an entry that comes damaged while it runs does, too; what others publish there is passed over', async () => {
  await client.flushAll();
  const workshops = await open();
  const [bad, good] = [await workshops.create('Bad'), await workshops.create('Good')];
  for (const news of ['{', 'null', '{"type":"events"}', '{"type":"here","id":"x","members":7}'])
    await client.publish('cluster-lab:workshop-news', news);
  const tell = async (id: string, event: string) => {
    await client.xAdd(streamOf(id), '*', { event });
    await client.publish('cluster-lab:workshop-news', JSON.stringify({ type: 'events', id }));
  };
  await tell(idOf(bad?.host), '{"type":"joi');
  await tell(idOf(good?.host), joined(1));
  await untilTrue(() => workshops.rooms[0]?.size === 1 && workshops.aside.length === 1);
  expect(workshops.rooms.map(({ title }) => title)).toEqual(['Good']);
  await workshops.close();
});

test('a snapshot shortens the next start, a damaged one does not, and a deletion takes it along', async () => {
  await client.flushAll();
  const first = await open();
  const id = idOf((await first.create('Large'))?.host);
  await first.close();
  const entries = client.multi();
  for (let number = 1; number <= 2_400; number++) entries.xAdd(streamOf(id), '*', { event: joined(number) });
  await entries.exec();
  const snapshot = `cluster-lab:workshop:${id}:snapshot`;
  const second = await open();
  await untilTrue(async () => (await client.exists(snapshot)) === 1);
  await second.close();
  const read = async () => {
    const log = await openLog('', redis.url);
    const [each] = await log.all();
    await log.close();
    return each !== undefined && 'kept' in each ? each.kept : undefined;
  };
  expect(await read()).toMatchObject({ sinceSnapshot: 0, events: 2_401 });
  await client.hSet(snapshot, 'text', '{}');
  const whole = await read();
  expect([whole?.sinceSnapshot, whole?.workshop.members.size]).toEqual([2_401, 2_400]);
  const third = await open();
  await untilTrue(async () => (await client.exists(snapshot)) === 1);
  await third.rooms[0]?.delete({ send: () => undefined } as never);
  // Another server that has not heard of it brings nothing back.
  const log = await openLog('', redis.url);
  await expect(log.append({ workshop: id, event: { type: 'left', member: 'm1', at: 1 } })).rejects.toThrow('deleted');
  await log.snapshot(id, '1-0', '{}', new Map());
  await log.close();
  await third.close();
  expect(await client.keys('*')).toEqual([]);
});

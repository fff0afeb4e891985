/** What limits may refuse, and for how long; and whom they take for one. */
import { expect, test } from 'vitest';
import { neighbourhood } from './addresses.ts';
import { Bucket } from './bucket.ts';
import { Door } from './door.ts';
import { applyAll } from '../model/apply-event.ts';
import { newWorkshop } from '../model/workshop.ts';

const RATE = { burst: 2, perSecond: 1 };

test('a bucket empties, and fills again with time', () => {
  const bucket = new Bucket(RATE, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, false]);
  expect([bucket.take(999), bucket.take(1_000)]).toEqual([false, true]);
});

test('a clock that goes back takes nothing away', () => {
  const bucket = new Bucket(RATE, 3_600_000);
  expect(bucket.take(3_600_000)).toBe(true);
  expect(bucket.take(0)).toBe(true);
  expect(bucket.take(1_000)).toBe(true);
});

test('who waits a turn is told how long, and not at all when that is too long', () => {
  const bucket = new Bucket(RATE, 0);
  const turns = Array.from({ length: 6 }, () => bucket.reserve(0, 3_000));
  expect(turns).toEqual([0, 0, 1_000, 2_000, 3_000, undefined]);
});

test('an address of IPv6 stands for its network, and one of IPv4 for itself', () => {
  expect(neighbourhood('::ffff:192.168.1.7')).toBe('192.168.1.7');
  expect(neighbourhood('10.0.0.1')).toBe('10.0.0.1');
  expect(neighbourhood('2001:db8:1:2:3:4:5:6')).toBe(neighbourhood('2001:db8:1:2::9'));
  expect(neighbourhood('2001:db8:1:2::9')).not.toBe(neighbourhood('2001:db8:1:3::9'));
});

const joined = (number: number) => ({ type: 'joined', member: `m${number}`, name: `Ada ${number}`, at: 1 }) as const;
const ran = { kind: 'ran', step: 'a/one' } as const;

test('as many come in as there is room for, at whatever speed', async () => {
  const workshop = Object.assign(newWorkshop(), { most: 3 });
  const door = new Door(workshop, () => true);
  let number = 0;
  const enter = async () => {
    const own = ++number;
    await Promise.resolve();
    applyAll([joined(own)], workshop);
    return own;
  };
  const all = await Promise.all(Array.from({ length: 9 }, () => door.enter(async () => undefined, enter)));
  expect(all.filter((each) => each !== undefined)).toHaveLength(3);
  expect(workshop.members.size).toBe(3);
});

test('who did nothing and went makes room, who works or is here does not', async () => {
  const worked = { type: 'reported', member: 'm1', id: 'report-0001', report: ran, at: 2 } as const;
  const workshop = applyAll([joined(1), joined(2), joined(3), joined(4), worked]);
  workshop.most = 4;
  const here = new Set(['m2']);
  const door = new Door(workshop, (member) => here.has(member));
  let number = 4;
  const leave = async (member: string) => applyAll([{ type: 'left', member, at: 3 }], workshop);
  const enter = async () => {
    const own = ++number;
    here.add(`m${own}`);
    applyAll([joined(own)], workshop);
    return own;
  };
  expect(await Promise.all([1, 2, 3].map(() => door.enter(leave, enter)))).toEqual([
    ...[expect.any(Number), expect.any(Number)],
    undefined,
  ]);
  expect([...workshop.members.keys()]).toEqual(['m1', 'm2', 'm5', 'm6']);
});

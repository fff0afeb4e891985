/** What is kept of workshops when files are damaged, old, or large: one workshop goes, and never another. */
import { randomBytes } from 'node:crypto';
import { link, mkdtemp, readFile, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeEvent, type WorkshopEvent } from '../../src/features/workshop/model/event.schema.ts';
import { openLog } from '../../src/features/workshop/server/open-log.ts';
import { Workshops } from '../../src/features/workshop/server/workshops.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'workshops-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAll = async () => Workshops.open(await openLog(folder, ''));
const fileOf = (host: string) => path.join(folder, `workshop-${host.split('.')[0] ?? ''}.sqlite`);
const change = (file: string, sql: string) => {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
};
const allBytes = async () => {
  const files = (await readdir(folder)).map((name) => readFile(path.join(folder, name), 'latin1'));
  return (await Promise.all(files)).join('');
};
const joined = (number: number): WorkshopEvent => ({
  type: 'joined',
  member: `m${number}`,
  name: `Ada ${number}`,
  at: 1,
});

describe('damage', () => {
  const body = (text: string) => `UPDATE events SET body = '${text}' WHERE number = 1`;
  test.each<[string, (file: string) => Promise<void> | void, RegExp]>([
    ['a garbage file', (file) => writeFile(file, randomBytes(8_192)), /not a database/],
    ['an empty file', (file) => truncate(file, 0), /it is empty/],
    ['a file cut short', (file) => truncate(file, 5_000), /malformed|not a database|disk I\/O/],
    [
      'an event cut short',
      (file) => change(file, 'UPDATE events SET body = substr(body, 1, 20)'),
      /event 1 of it is cut short/,
    ],
    [
      'an event of an unknown type',
      (file) => change(file, body('{"type":"exploded","at":1}')),
      /of no kind that there is/,
    ],
    [
      'an event of the wrong shape',
      (file) => change(file, body('{"type":"joined","member":7}')),
      /of no kind that there is/,
    ],
    [
      'an event of a newer version',
      (file) => change(file, body('{"version":99,"type":"x"}')),
      /newer Cluster Lab .*Start the newer/,
    ],
    ['a hash cut short', (file) => change(file, "UPDATE workshops SET host_hash = x'00'"), /what opens it is damaged/],
    ['no workshop in it', (file) => change(file, 'DELETE FROM workshops'), /no workshop in it/],
    ['no tables', (file) => change(file, 'DROP TABLE events'), /no such table/],
    ['another workshop in it', (file) => change(file, "UPDATE workshops SET id = 'ffffffffffff'"), /another one/],
  ])('%s sets that workshop aside, and the others open', async (_, damage, reason) => {
    const before = await openAll();
    const [bad, good] = [await before.create('Bad'), await before.create('Good')];
    await before.close();
    const file = fileOf(bad?.host ?? '');
    await damage(file);

    const after = await openAll();
    expect(after.rooms.map(({ title }) => title)).toEqual(['Good']);
    expect(after.aside).toHaveLength(1);
    const sentence = after.aside[0]?.sentence ?? '';
    expect(sentence).toMatch(reason);
    expect(sentence).toContain(file);
    expect(sentence).toMatch(
      /(Put a copy from before in its place|Start the newer Cluster Lab again), or move it away/,
    );
    // Its pages keep what they have, and its board says where to look.
    for (const type of ['return', 'host'] as const) {
      const refusal = after.enter(type, bad?.host ?? '');
      expect(refusal).toMatchObject({ why: 'set-aside', sentence: expect.stringContaining(path.basename(file)) });
    }
    expect(after.enter('host', good?.host ?? '')).toMatchObject({ as: 'host' });
    expect(await after.create('Another')).toBeDefined();
    await after.close();
  });

  test('a second server does not write into files that the first one has open', async () => {
    const first = await openAll();
    await first.create('Mine');
    const second = await openAll();
    expect(second.rooms).toEqual([]);
    expect(second.aside[0]?.sentence).toMatch(
      /another server has it open. End that one, or give this one another folder/,
    );
    await second.close();
    await first.close();
  });
});

describe('the one file of before', () => {
  const [one, two] = ['a'.repeat(12), 'b'.repeat(12)];
  const make = (events: readonly (readonly [string, string])[]) => {
    const database = new DatabaseSync(path.join(folder, 'workshops.sqlite'));
    database.exec(`
      CREATE TABLE workshops (id TEXT PRIMARY KEY, code TEXT UNIQUE NOT NULL, host_hash BLOB NOT NULL, screen_hash BLOB NOT NULL) STRICT;
      CREATE TABLE events (number INTEGER PRIMARY KEY, workshop TEXT NOT NULL, body TEXT NOT NULL) STRICT;
      CREATE TABLE keys (workshop TEXT NOT NULL, member TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (workshop, member)) STRICT, WITHOUT ROWID;
    `);
    for (const [id, code] of [
      [one, 'AAAA-AAAA'],
      [two, 'BBBB-BBBB'],
    ] as const)
      database.prepare('INSERT INTO workshops VALUES (?, ?, ?, ?)').run(id, code, Buffer.alloc(32), Buffer.alloc(32));
    for (const [id, body] of events)
      database.prepare('INSERT INTO events (workshop, body) VALUES (?, ?)').run(id, body);
    database.close();
  };
  const old = (event: object) => JSON.stringify(event);
  const start = [
    [one, old({ type: 'created', title: 'One', at: 1 })],
    [two, old({ type: 'created', title: 'Two', at: 1 })],
    [one, old({ type: 'joined', member: 'm1', name: 'needle-in-the-file', at: 2 })],
  ] as const;

  test('is split, read as it was meant, and leaves nothing behind', async () => {
    make(start);
    const first = await openAll();
    expect(first.rooms.map(({ title, size }) => [title, size])).toEqual([
      ['One', 1],
      ['Two', 0],
    ]);
    await first.close();
    expect(await readdir(folder)).toEqual([`workshop-${one}.sqlite`, `workshop-${two}.sqlite`]);
    const second = await openAll();
    expect(second.rooms.map(({ title, size }) => [title, size])).toEqual([
      ['One', 1],
      ['Two', 0],
    ]);
    const [room] = second.rooms;
    expect(await allBytes()).toContain('needle-in-the-file');
    await room?.delete({ send: () => undefined } as never);
    expect(await allBytes()).not.toContain('needle-in-the-file');
    await second.close();
  });

  test('a row of it that is cut short sets its workshop aside, and the other one opens', async () => {
    make([...start, [one, '{"type":"joi']]);
    const workshops = await openAll();
    expect(workshops.rooms.map(({ title }) => title)).toEqual(['Two']);
    expect(workshops.aside[0]?.sentence).toMatch(/event 3 of it is cut short/);
    await workshops.close();
  });

  test('garbage in its place is set aside, and a workshop can be made', async () => {
    await writeFile(path.join(folder, 'workshops.sqlite'), randomBytes(4_096));
    const workshops = await openAll();
    expect(workshops.aside[0]?.sentence).toContain(path.join(folder, 'workshops.sqlite'));
    expect(await workshops.create('New')).toBeDefined();
    await workshops.close();
  });
});

describe('snapshots', () => {
  const EVENTS = 2_400;
  let file: string;
  let id: string;

  beforeEach(async () => {
    const workshops = await openAll();
    const made = await workshops.create('Large');
    id = made?.host.split('.')[0] ?? '';
    file = fileOf(made?.host ?? '');
    await workshops.close();
    const log = await openLog(folder, '');
    await log.all();
    await Promise.all(
      Array.from({ length: EVENTS }, (_, index) => log.append({ workshop: id, event: joined(index + 1) })),
    );
    await log.close();
    // Opening it is what keeps one.
    await (await openAll()).close();
  });

  const read = async () => {
    const log = await openLog(folder, '');
    const [first] = await log.all();
    await log.close();
    if (first === undefined || 'aside' in first) throw new Error('It was set aside.');
    return first.kept;
  };

  test('a start reads no event that a snapshot holds, and comes to the same', async () => {
    const { workshop, sinceSnapshot, events } = await read();
    expect([sinceSnapshot, events]).toEqual([0, EVENTS + 1]);
    change(file, 'DELETE FROM snapshots');
    const whole = await read();
    expect(whole.sinceSnapshot).toBe(EVENTS + 1);
    expect(workshop).toEqual(whole.workshop);
  });

  test.each([
    [
      'of which a letter is another one',
      "UPDATE snapshots SET body = cast(replace(cast(body AS TEXT), 'Ada 7', 'Eve 7') AS BLOB)",
    ],
    ['cut short', 'UPDATE snapshots SET body = substr(body, 1, length(body) / 2)'],
    ['that is no JSON', "UPDATE snapshots SET body = x'00ff'"],
    ['of events that are not there', 'UPDATE snapshots SET number = number + 5'],
  ])('one %s is passed over: the events are what counts', async (_, sql) => {
    change(file, sql);
    const { workshop, sinceSnapshot } = await read();
    expect(sinceSnapshot).toBe(EVENTS + 1);
    expect(workshop.members.get('m7')?.name).toBe('Ada 7');
    // It is not taken for a whole one later, when there are more events.
    const log = await openLog(folder, '');
    await log.all();
    await Promise.all([1, 2, 3, 4, 5, 6].map((number) => log.append({ workshop: id, event: joined(EVENTS + number) })));
    await log.close();
    expect((await read()).workshop.members.size).toBe(EVENTS + 6);
  });

  test('deleted, a workshop takes its snapshot along', async () => {
    expect(await allBytes()).toContain('Ada 2399');
    const workshops = await openAll();
    // What was on the disk is seen through another name of the same file.
    const other = await mkdtemp(path.join(tmpdir(), 'other-name-'));
    await link(file, path.join(other, 'file'));
    await workshops.rooms[0]?.delete({ send: () => undefined } as never);
    expect(await readFile(path.join(other, 'file'), 'latin1')).not.toContain('Ada 2399');
    await rm(other, { recursive: true });
    expect(await readdir(folder)).toEqual([]);
    await workshops.close();
  });

  test('a deletion that was cut off is finished at the next start', async () => {
    await rename(file, `${file}.deleted`);
    const workshops = await openAll();
    expect([workshops.rooms, workshops.aside]).toEqual([[], []]);
    expect(await readdir(folder)).toEqual([]);
    await workshops.close();
  });

  test('events carry their version', () => {
    const database = new DatabaseSync(file);
    const { body } = database.prepare('SELECT body FROM events WHERE number = 2').get() as { body: string };
    database.close();
    expect(body).toBe(writeEvent(joined(1)));
  });
});

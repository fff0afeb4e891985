/** How long a server works to open a class of 2,000 with 200 reports each: as it was kept before snapshots, and from one. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, type Row } from './report.ts';

const MEMBERS = 2_000;
const REPORTS = 200;
const ROUNDS = 5;
const SELF = fileURLToPath(import.meta.url);

/** Each opening is a process of its own: what the first one left in memory helps no other. */
export async function rows(): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'workshops-'));
  try {
    run('make', folder);
    const note = `${MEMBERS} learners, ${REPORTS} reports each`;
    const open = () => Number(run('open', folder));
    const row = (how: string, value: number) => ({ name: `workshop: CPU to open, ${how}`, value, unit: 's', note });
    return [
      row('from the events alone, once', open()),
      row('from a snapshot', median(Array.from({ length: ROUNDS }, open))),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(what: 'make' | 'open', folder: string): string {
  return execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', SELF, what, folder], {
    encoding: 'utf8',
  });
}

/** As versions before wrote it: one file for all, events without a version. */
async function make(folder: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path.join(folder, 'workshops.sqlite'));
  database.exec(`
    CREATE TABLE workshops (id TEXT PRIMARY KEY, code TEXT UNIQUE NOT NULL, host_hash BLOB NOT NULL, screen_hash BLOB NOT NULL) STRICT;
    CREATE TABLE events (number INTEGER PRIMARY KEY, workshop TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE TABLE keys (workshop TEXT NOT NULL, member TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (workshop, member)) STRICT;
    BEGIN;
  `);
  const id = 'a'.repeat(12);
  database.prepare('INSERT INTO workshops VALUES (?, ?, ?, ?)').run(id, 'ABCD-EFGH', randomBytes(32), randomBytes(32));
  const insert = database.prepare('INSERT INTO events (workshop, body) VALUES (?, ?)');
  const add = (event: object) => insert.run(id, JSON.stringify(event));
  const at = Date.now();
  add({ type: 'created', title: 'Large', at });
  for (let number = 1; number <= MEMBERS; number++) {
    add({ type: 'joined', member: `m${number}`, name: `Learner ${number}`, at });
    database.prepare('INSERT INTO keys VALUES (?, ?, ?)').run(id, `m${number}`, randomBytes(32));
  }
  for (let turn = 0; turn < REPORTS; turn++) {
    for (let number = 1; number <= MEMBERS; number++) {
      const report =
        turn % 3 === 0
          ? { kind: 'step', step: `lesson-${turn % 9}/step-${turn % 40}` }
          : {
              ...{ kind: 'answer', question: `lesson/step-${turn % 40}/question-${turn}`, correct: false },
              ...{ given: 'x'.repeat(40), offers: ['primary-handles'], beliefs: ['primary-handles'] },
            };
      const reportId = `${at.toString(36)}-${turn}-${number.toString(36).padStart(16, '0')}`;
      add({ type: 'reported', member: `m${number}`, id: reportId, report, at });
    }
  }
  database.exec('COMMIT');
  database.close();
}

async function open(folder: string): Promise<void> {
  const { openLog } = await import('../../src/features/workshop/server/open-log.ts');
  const { Workshops } = await import('../../src/features/workshop/server/workshops.ts');
  const before = process.cpuUsage();
  const workshops = await Workshops.open(await openLog(folder, ''));
  const { user, system } = process.cpuUsage(before);
  if (workshops.rooms[0]?.size !== MEMBERS) throw new Error('It did not open.');
  await workshops.close();
  console.log(((user + system) / 1e6).toFixed(2));
}

const [, program, what, folder = ''] = process.argv;
if (program === SELF) await (what === 'make' ? make(folder) : open(folder));

/** One workshop in a database file of its own: what was written is on the disk before anyone hears of it, and many writes share one commit. */
import { closeSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { applyEvent } from '../model/apply-event.ts';
import { writeEvent, type WorkshopEvent } from '../model/event.schema.ts';
import { newWorkshop } from '../model/workshop.ts';
import type { KeptWorkshop, MadeWorkshop, Row } from './log.ts';
import { openSnapshot, replay, snapshotHash, Unreadable } from './replay.ts';

export type Sqlite = typeof DatabaseSync;

interface Waiting {
  readonly row: Row;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** An answer waits this long at most for others to share its commit with. */
const COMMIT_EVERY_MS = 4;

const TABLES = `
  CREATE TABLE workshops (
    id TEXT PRIMARY KEY, code TEXT UNIQUE NOT NULL, host_hash BLOB NOT NULL, screen_hash BLOB NOT NULL
  ) STRICT;
  CREATE TABLE events (
    number INTEGER PRIMARY KEY, workshop TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE keys (
    workshop TEXT NOT NULL, member TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (workshop, member)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE snapshots (
    workshop TEXT PRIMARY KEY, number INTEGER NOT NULL, body BLOB NOT NULL, hash TEXT NOT NULL
  ) STRICT;
`;

/** Nobody else opens it meanwhile. FULL: a commit is on the disk when it returns. What is deleted is overwritten. */
const MANNERS =
  'PRAGMA busy_timeout = 2000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;';

export class SqliteFile {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #onCommit: (row: Row, position: string) => void;
  #addEvent: StatementSync | undefined;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param onCommit called in order with each row that is on the disk */
  constructor(Sqlite: Sqlite, path: string, onCommit: (row: Row, position: string) => void) {
    this.path = path;
    this.#onCommit = onCommit;
    this.#database = new Sqlite(path);
    try {
      this.#database.exec(MANNERS);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Into a file that is new. @param fill writes more in the same commit */
  make({ id, code, hostHash, screenHash }: MadeWorkshop, fill: (database: DatabaseSync) => void): void {
    this.#transaction(() => {
      this.#database.exec(TABLES);
      this.#database.prepare('INSERT INTO workshops VALUES (?, ?, ?, ?)').run(id, code, hostHash, screenHash);
      fill(this.#database);
    });
  }

  create(made: MadeWorkshop, created: WorkshopEvent): KeptWorkshop {
    let position = '';
    this.make(made, () => (position = this.#insert(made.id, created)));
    const workshop = newWorkshop();
    applyEvent(workshop, created);
    return { ...made, keys: new Map(), workshop, position, events: 1, sinceSnapshot: 1 };
  }

  /** What opens it; undefined where there is none: its making was cut off. */
  made(): MadeWorkshop | undefined {
    const row = this.#database.prepare('SELECT * FROM workshops').get();
    if (row === undefined) return undefined;
    const [hostHash, screenHash] = [row['host_hash'], row['screen_hash']] as Uint8Array[];
    if (hostHash?.length !== 32 || screenHash?.length !== 32) throw new Unreadable('what opens it is damaged');
    return { id: String(row['id']), code: String(row['code']), hostHash, screenHash };
  }

  /** @throws {Unreadable} or SQLite's error */
  read(): KeptWorkshop {
    const made = this.made();
    if (made === undefined) throw new Unreadable('there is no workshop in it');
    const { last } = this.#database.prepare('SELECT max(number) AS last FROM events').get() as { last: number | null };
    const from = this.#readSnapshot(last ?? 0);
    const rows = this.#database.prepare('SELECT number, body FROM events WHERE number > ? ORDER BY number');
    const { workshop, count } = replay(entriesOf(rows.iterate(from?.number ?? 0)), from?.workshop);
    const keys = this.#database.prepare('SELECT member, hash FROM keys').all();
    return {
      ...made,
      keys: new Map(keys.map(({ member, hash }) => [String(member), hash as Uint8Array])),
      workshop,
      position: String(last ?? 0),
      events: last ?? 0,
      sinceSnapshot: count,
    };
  }

  /** The events are what counts: a snapshot that is damaged, or ahead of them, is forgotten. */
  #readSnapshot(last: number) {
    const row = this.#database.prepare('SELECT number, body, hash FROM snapshots').get();
    if (row === undefined) return undefined;
    const number = Number(row['number']);
    const workshop = openSnapshot({
      position: String(number),
      text: row['body'] as Uint8Array,
      hash: String(row['hash']),
    });
    if (workshop !== undefined && number <= last) return { number, workshop };
    this.#database.exec('DELETE FROM snapshots');
    return undefined;
  }

  append(row: Row): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, resolve, reject });
      this.#timer ??= setTimeout(() => this.#commit(), COMMIT_EVERY_MS);
    });
  }

  snapshot(id: string, position: string, text: string): void {
    const body = Buffer.from(text);
    const hash = snapshotHash(position, body);
    this.#transaction(() => {
      const replace = this.#database.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?)');
      replace.run(id, Number(position), body, hash);
    });
  }

  close(): void {
    this.#commit();
    this.#database.close();
  }

  #commit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    let positions: readonly string[] = [];
    try {
      this.#transaction(() => {
        positions = waiting.map(({ row: { workshop, event, key } }) => {
          if (key !== undefined && event.type === 'joined') {
            const add = this.#database.prepare('INSERT INTO keys (workshop, member, hash) VALUES (?, ?, ?)');
            add.run(workshop, event.member, key);
          }
          return this.#insert(workshop, event);
        });
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
      return;
    }
    waiting.forEach(({ row, resolve }, index) => {
      this.#onCommit(row, positions[index] ?? '');
      resolve();
    });
  }

  #insert(workshop: string, event: WorkshopEvent): string {
    this.#addEvent ??= this.#database.prepare('INSERT INTO events (workshop, body) VALUES (?, ?)');
    return String(this.#addEvent.run(workshop, writeEvent(event)).lastInsertRowid);
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function* entriesOf(rows: Iterable<Record<string, unknown>>) {
  for (const { number, body } of rows) yield { position: String(number), text: String(body) };
}

/** Of a file that is to be erased: should the server end on the way, the next start goes on. */
export const DOOMED = '.deleted';
const PARTS = ['-wal', '-shm', '-journal', ''];

/** Overwritten, then removed; that needs no room on a full disk. @throws when it is still there */
export function eraseDatabase(path: string): void {
  const doomed = path.endsWith(DOOMED) ? path.slice(0, -DOOMED.length) : path;
  if (doomed === path) renameSync(path, path + DOOMED);
  for (const part of PARTS) erase(part === '' ? doomed + DOOMED : doomed + part);
}

function erase(path: string): void {
  try {
    const file = openSync(path, 'r+');
    try {
      overwrite(file, statSync(path).size);
    } finally {
      closeSync(file);
    }
  } catch {
    // Not there, or on a disk that writes each change to another place: then all that can be done is to remove it.
  }
  rmSync(path, { force: true });
}

const ZEROES = Buffer.alloc(1 << 20);

function overwrite(file: number, size: number): void {
  for (let at = 0; at < size; at += ZEROES.length) writeSync(file, ZEROES, 0, Math.min(ZEROES.length, size - at), at);
  fsyncSync(file);
  ftruncateSync(file);
}

/** Keeps workshops in SQLite: what was written is on the disk before anyone hears of it, and many writes share one commit. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { WorkshopEvent } from '../../core/workshop/workshop.ts';
import type { KeptWorkshop, Row, WorkshopLog } from './log.ts';

interface Waiting {
  /** Undefined for one that waits for those before it alone. */
  readonly row: Row | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** An answer waits this long at most for others to share its commit with. */
const COMMIT_EVERY_MS = 4;

const TABLES = `
  CREATE TABLE IF NOT EXISTS workshops (
    id TEXT PRIMARY KEY, code TEXT UNIQUE NOT NULL, host_hash BLOB NOT NULL, screen_hash BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY, workshop TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_of ON events (workshop, number);
  CREATE TABLE IF NOT EXISTS keys (
    workshop TEXT NOT NULL, member TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (workshop, member)
  ) STRICT, WITHOUT ROWID;
`;

export class NoSqlite extends Error {
  constructor() {
    super(
      `Workshops are kept in SQLite, which Node ${process.versions.node} does not bring along. Install Node 24 or newer and start again; everything else works without it.`,
    );
  }
}

export class SqliteLog implements WorkshopLog {
  readonly #database: DatabaseSync;
  readonly #addEvent: StatementSync;
  readonly #addKey: StatementSync;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param folder made when it is not there, for its owner alone */
  static async open(folder: string): Promise<SqliteLog> {
    const sqlite = await import('node:sqlite').catch(() => {
      throw new NoSqlite();
    });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new SqliteLog(new sqlite.DatabaseSync(path.join(folder, 'workshops.sqlite')));
  }

  private constructor(database: DatabaseSync) {
    this.#database = database;
    // FULL: a commit is on the disk when it returns. What is deleted is overwritten.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    database.exec('PRAGMA busy_timeout = 2000;');
    database.exec(TABLES);
    this.#addEvent = database.prepare('INSERT INTO events (workshop, body) VALUES (?, ?)');
    this.#addKey = database.prepare('INSERT INTO keys (workshop, member, hash) VALUES (?, ?, ?)');
  }

  all(): Promise<readonly KeptWorkshop[]> {
    const ids = this.#database.prepare('SELECT id FROM workshops ORDER BY rowid').all();
    return Promise.resolve(ids.flatMap(({ id }) => this.#read(String(id)) ?? []));
  }

  read(id: string): Promise<KeptWorkshop | undefined> {
    return Promise.resolve(this.#read(id));
  }

  #read(id: string): KeptWorkshop | undefined {
    const row = this.#database.prepare('SELECT * FROM workshops WHERE id = ?').get(id);
    if (row === undefined) return undefined;
    const events = this.#database.prepare('SELECT body FROM events WHERE workshop = ? ORDER BY number').all(id);
    const keys = this.#database.prepare('SELECT member, hash FROM keys WHERE workshop = ?').all(id);
    return {
      id,
      code: String(row['code']),
      hostHash: row['host_hash'] as Uint8Array,
      screenHash: row['screen_hash'] as Uint8Array,
      keys: new Map(keys.map(({ member, hash }) => [String(member), hash as Uint8Array])),
      events: events.map(({ body }) => JSON.parse(String(body)) as WorkshopEvent),
    };
  }

  create(
    { id, code, hostHash, screenHash }: Omit<KeptWorkshop, 'events' | 'keys'>,
    created: WorkshopEvent,
  ): Promise<void> {
    this.#transaction(() => {
      const add = this.#database.prepare('INSERT INTO workshops VALUES (?, ?, ?, ?)');
      add.run(id, code, hostHash, screenHash);
      this.#addEvent.run(id, JSON.stringify(created));
    });
    return Promise.resolve();
  }

  /** Settles when it is on the disk. Rows are kept in the order in which they were given. */
  append(row: Row): Promise<void> {
    return this.#wait(row);
  }

  /** Settles when all that was appended before is on the disk. */
  written(): Promise<void> {
    return this.#wait(undefined);
  }

  #wait(row: Row | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, resolve, reject });
      this.#timer ??= setTimeout(() => this.#commit(), COMMIT_EVERY_MS);
    });
  }

  /** Wholly: nothing of it can be read from the file any more. */
  delete(id: string): Promise<void> {
    this.#commit();
    this.#transaction(() => {
      for (const table of ['events', 'keys']) this.#database.prepare(`DELETE FROM ${table} WHERE workshop = ?`).run(id);
      this.#database.prepare('DELETE FROM workshops WHERE id = ?').run(id);
    });
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#commit();
    this.#database.close();
    return Promise.resolve();
  }

  #commit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length === 0) return;
    try {
      this.#transaction(() => {
        for (const { workshop, event, key } of rows.flatMap(({ row }) => row ?? [])) {
          this.#addEvent.run(workshop, JSON.stringify(event));
          if (key && event.type === 'joined') this.#addKey.run(workshop, event.member, key);
        }
      });
    } catch (error) {
      for (const { reject } of rows) reject(error);
      return;
    }
    for (const { resolve } of rows) resolve();
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

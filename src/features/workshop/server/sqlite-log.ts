/** Keeps workshops in SQLite, each in a file of its own: a file that is damaged takes one workshop away and no other. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { WorkshopEvent } from '../model/event.schema.ts';
import type { KeptWorkshop, LogListener, MadeWorkshop, Read, Row, WorkshopLog } from './log.ts';
import { asideOf, Unreadable } from './replay.ts';
import { DOOMED, eraseDatabase, SqliteFile, type Sqlite } from './sqlite-file.ts';
import { splitOldFile } from './sqlite-split.ts';

const NAME = /^workshop-([0-9a-f]{12})\.sqlite$/;
const SQLITE_BUSY = 5;

class NoSqlite extends Error {
  constructor() {
    super(
      `Workshops are kept in SQLite, which Node ${process.versions.node} does not bring along. Install Node 24 or newer and start again; everything else works without it.`,
    );
  }
}

export class SqliteLog implements WorkshopLog {
  readonly #Sqlite: Sqlite;
  readonly #folder: string;
  readonly #files = new Map<string, SqliteFile>();
  #listener: LogListener | undefined;

  /** @param folder made when it is not there, for its owner alone */
  static async open(folder: string): Promise<SqliteLog> {
    const sqlite = await import('node:sqlite').catch(() => {
      throw new NoSqlite();
    });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new SqliteLog(sqlite.DatabaseSync, folder);
  }

  private constructor(sqlite: Sqlite, folder: string) {
    this.#Sqlite = sqlite;
    this.#folder = folder;
  }

  async all(): Promise<readonly Read[]> {
    const names = readdirSync(this.#folder);
    for (const name of names) if (name.endsWith(DOOMED)) eraseDatabase(path.join(this.#folder, name));
    const old = splitOldFile(this.#Sqlite, this.#folder, (id) => this.#pathOf(id));
    const ids = readdirSync(this.#folder).flatMap((name) => NAME.exec(name)?.[1] ?? []);
    return [...old, ...ids.sort().map((id) => this.#read(id))];
  }

  #read(id: string): Read {
    const place = this.#pathOf(id);
    let file: SqliteFile | undefined;
    let code: string | undefined;
    try {
      if (statSync(place).size === 0) throw new Unreadable('it is empty');
      file = this.#open(id);
      const made = file.made();
      code = made?.code;
      if (made !== undefined && made.id !== id) throw new Unreadable(`the workshop in it is another one, ${made.id}`);
      const kept = file.read();
      this.#files.set(id, file);
      return { kept };
    } catch (error) {
      file?.close();
      const reason = (error as { errcode?: number }).errcode === SQLITE_BUSY ? IN_USE : error;
      return { aside: asideOf(id, code, path.basename(place), place, reason) };
    }
  }

  async create(made: MadeWorkshop, created: WorkshopEvent): Promise<KeptWorkshop> {
    const place = this.#pathOf(made.id);
    let file: SqliteFile | undefined;
    try {
      file = this.#open(made.id);
      const kept = file.create(made, created);
      this.#files.set(made.id, file);
      return kept;
    } catch (error) {
      file?.close();
      if (existsSync(place)) eraseDatabase(place);
      throw error;
    }
  }

  async append(row: Row): Promise<void> {
    await this.#fileOf(row.workshop).append(row);
  }

  async snapshot(id: string, position: string, text: string): Promise<void> {
    this.#fileOf(id).snapshot(id, position, text);
  }

  async delete(id: string): Promise<void> {
    const file = this.#fileOf(id);
    this.#files.delete(id);
    file.close();
    try {
      eraseDatabase(file.path);
    } catch (error) {
      this.#files.set(id, this.#open(id));
      throw error;
    }
  }

  async follow(listener: LogListener): Promise<void> {
    this.#listener = listener;
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }

  #open(id: string): SqliteFile {
    return new SqliteFile(this.#Sqlite, this.#pathOf(id), (row, position) => this.#listener?.onEvent(row, position));
  }

  #fileOf(id: string): SqliteFile {
    const file = this.#files.get(id);
    if (file === undefined) throw new Error(`There is no workshop ${id}.`);
    return file;
  }

  #pathOf(id: string): string {
    return path.join(this.#folder, `workshop-${id}.sqlite`);
  }
}

const IN_USE = new Unreadable(
  'another server has it open',
  'End that one, or give this one another folder with --data',
);

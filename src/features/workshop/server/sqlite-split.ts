/** Workshops were kept in one file before: each of them gets its own, once. */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { MadeWorkshop, Read } from './log.ts';
import { asideOf } from './replay.ts';
import { eraseDatabase, SqliteFile, type Sqlite } from './sqlite-file.ts';

/** What is not moved wholly yet. */
const MOVING = '.moving';

/** @returns those that could not be moved: they stay where they are, and so does the file */
export function splitOldFile(Sqlite: Sqlite, folder: string, pathOf: (id: string) => string): readonly Read[] {
  const place = path.join(folder, 'workshops.sqlite');
  if (!existsSync(place)) return [];
  const aside = (id: string, code: string | undefined, error: unknown): Read => ({
    aside: asideOf(id, code, path.basename(place), place, error),
  });
  let old: DatabaseSync | undefined;
  try {
    const open = new Sqlite(place);
    old = open;
    open.exec('PRAGMA busy_timeout = 2000; PRAGMA secure_delete = ON;');
    const left = madeIn(open).flatMap((made): readonly Read[] => {
      try {
        if (!existsSync(pathOf(made.id))) move(Sqlite, open, made, pathOf(made.id));
        return [];
      } catch (error) {
        return [aside(made.id, made.code, error)];
      }
    });
    open.close();
    if (left.length === 0) eraseDatabase(place);
    return left;
  } catch (error) {
    if (old?.isOpen === true) old.close();
    return [aside('', undefined, error)];
  }
}

function madeIn(old: DatabaseSync): readonly MadeWorkshop[] {
  const rows = old.prepare('SELECT id, code, host_hash, screen_hash FROM workshops ORDER BY rowid').all();
  return rows.map((row) => ({
    ...{ id: String(row['id']), code: String(row['code']) },
    ...{ hostHash: row['host_hash'] as Uint8Array, screenHash: row['screen_hash'] as Uint8Array },
  }));
}

/** As it is: whether it can be read is seen where all are read. What is moved is not left behind, where nobody would delete it. */
function move(Sqlite: Sqlite, old: DatabaseSync, made: MadeWorkshop, place: string): void {
  const moving = place + MOVING;
  if (existsSync(moving)) eraseDatabase(moving);
  const file = new SqliteFile(Sqlite, moving, () => undefined);
  try {
    file.make(made, (database) => {
      const event = database.prepare('INSERT INTO events (workshop, body) VALUES (?, ?)');
      const events = old.prepare('SELECT body FROM events WHERE workshop = ? ORDER BY number');
      for (const { body } of events.iterate(made.id)) event.run(made.id, body as string);
      const key = database.prepare('INSERT INTO keys (workshop, member, hash) VALUES (?, ?, ?)');
      const keys = old.prepare('SELECT member, hash FROM keys WHERE workshop = ?');
      for (const { member, hash } of keys.iterate(made.id)) key.run(made.id, member as string, hash as Uint8Array);
    });
  } finally {
    file.close();
  }
  renameSync(moving, place);
  try {
    old.exec('BEGIN IMMEDIATE');
    for (const table of ['events', 'keys']) old.prepare(`DELETE FROM ${table} WHERE workshop = ?`).run(made.id);
    old.prepare('DELETE FROM workshops WHERE id = ?').run(made.id);
    old.exec('COMMIT');
  } catch (error) {
    if (old.isTransaction) old.exec('ROLLBACK');
    eraseDatabase(place);
    throw error;
  }
}

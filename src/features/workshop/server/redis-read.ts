/** Reads a workshop from Redis: the snapshot if there is a whole one, then its stream, page by page. */
import type { KeptWorkshop } from './log.ts';
import type { Client } from './redis-connect.ts';
import { openSnapshot, replay, Unreadable } from './replay.ts';

const PREFIX = 'cluster-lab:workshop';
export const IDS = `${PREFIX}s`;
/** The keys of one workshop. */
export const keysOf = (id: string) => ({
  meta: `${PREFIX}:${id}`,
  stream: `${PREFIX}:${id}:events`,
  count: `${PREFIX}:${id}:members`,
  snapshot: `${PREFIX}:${id}:snapshot`,
});

/** Entries of a stream that are asked for at once. */
const PAGE = 2_000;
/** Before the first entry of a stream. */
const START = '0-0';

/** @returns undefined for one that is not there any more @throws {Unreadable} or Redis's error */
export async function readWorkshop(client: Client, id: string): Promise<KeptWorkshop | undefined> {
  const { code, host, screen } = await client.hGetAll(keysOf(id).meta);
  if (code === undefined || host === undefined || screen === undefined) return undefined;
  const from = await readSnapshot(client, id);
  const keys = new Map(from?.keys ?? []);
  let position = from?.position ?? START;
  let { workshop } = from ?? {};
  let sinceSnapshot = 0;
  for (;;) {
    const entries = await readAfter(client, id, position);
    const read = replay(entries, workshop, (event, { key }) => {
      if (event.type === 'joined' && key !== undefined) keys.set(event.member, key);
    });
    workshop = read.workshop;
    sinceSnapshot += read.count;
    position = entries.at(-1)?.position ?? position;
    if (entries.length < PAGE) break;
  }
  const events = await client.xLen(keysOf(id).stream);
  if (events === 0) throw new Unreadable('there are no events in it');
  return { id, code, hostHash: hash(host), screenHash: hash(screen), keys, workshop, position, events, sinceSnapshot };
}

export interface Entry {
  readonly position: string;
  readonly text: string;
  readonly key: Buffer | undefined;
}

/** At most a page. */
export async function readAfter(client: Client, id: string, position: string): Promise<readonly Entry[]> {
  const entries = (await client.xRange(keysOf(id).stream, `(${position}`, '+', { COUNT: PAGE })) ?? [];
  return entries.map(({ id: at, message }) => {
    const key = message['key'];
    return { position: at, text: message['event'] ?? '', key: key === undefined ? undefined : Buffer.from(key, 'hex') };
  });
}

/** One that is damaged, or ahead of the stream, is none. */
async function readSnapshot(client: Client, id: string) {
  const { snapshot, stream } = keysOf(id);
  const { position, text, keys: keysText, hash } = await client.hGetAll(snapshot).catch(() => ({}) as never);
  if (position === undefined || text === undefined || keysText === undefined || hash === undefined) return undefined;
  const workshop = openSnapshot({ position, text, hash });
  const keys = parseKeys(keysText);
  const [last] = (await client.xRevRange(stream, '+', '-', { COUNT: 1 })) ?? [];
  if (workshop !== undefined && keys !== undefined && !isAfter(position, last?.id ?? START))
    return { position, workshop, keys };
  await client.del(snapshot);
  return undefined;
}

export function writeKeys(keys: ReadonlyMap<string, Uint8Array>): string {
  return JSON.stringify([...keys].map(([member, key]) => [member, Buffer.from(key).toString('hex')]));
}

function parseKeys(text: string): readonly (readonly [string, Buffer])[] | undefined {
  try {
    const pairs = JSON.parse(text) as readonly (readonly [unknown, unknown])[];
    return pairs.map(([member, key]) => [String(member), hash(String(key))]);
  } catch {
    return undefined;
  }
}

function hash(hex: string): Buffer {
  const read = Buffer.from(hex, 'hex');
  if (read.length !== 32) throw new Unreadable('what opens it is damaged');
  return read;
}

/** Entries are `<milliseconds>-<number>`. */
export function isAfter(one: string, other: string): boolean {
  const [a = 0, b = 0] = one.split('-').map(Number);
  const [c = 0, d = 0] = other.split('-').map(Number);
  return a > c || (a === c && b > d);
}

/**
 * Keeps workshops in Redis or Valkey, for several servers at once: a stream for each workshop gives all of them the same order.
 * What is appended is on Redis's disk when it answers, because its log is synchronised before each answer (`appendfsync always`).
 */
import { randomUUID } from 'node:crypto';
import { applyEvent } from '../model/apply-event.ts';
import { writeEvent, type WorkshopEvent } from '../model/event.schema.ts';
import { newWorkshop } from '../model/workshop.ts';
import type { KeptWorkshop, LogListener, MadeWorkshop, Read, Row, SharedLog, WorkshopLog } from './log.ts';
import { checkDurable } from './redis-check.ts';
import { connect, type Client } from './redis-connect.ts';
import { NEWS, readNews, type News } from './redis-news.ts';
import { IDS, isAfter, keysOf, readAfter, readWorkshop, writeKeys, type Entry } from './redis-read.ts';
import { asideOf, readAt, snapshotHash } from './replay.ts';

/** A server that has not told for so long who is connected to it is gone. */
const SILENT_MS = 6_000;
const TELL_HERE_MS = 2_000;

/** Of a workshop that was deleted meanwhile nothing comes back. */
const SET_IF_THERE = `
  if redis.call('EXISTS', KEYS[1]) == 1 then
    redis.call('HSET', KEYS[2], 'position', ARGV[1], 'text', ARGV[2], 'keys', ARGV[3], 'hash', ARGV[4])
  end`;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export class RedisLog implements WorkshopLog {
  readonly shared: SharedLog;
  readonly #client: Client;
  readonly #ears: Client;
  readonly #server = randomUUID();
  readonly #url: string;
  /** Of each workshop that is followed: the last entry that was taken. */
  readonly #taken = new Map<string, string>();
  readonly #reading = new Map<string, Promise<void>>();
  /** Appended here and not taken yet, by workshop and entry. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #here = new Map<string, readonly string[]>();
  readonly #heard = new Map<string, NodeJS.Timeout>();
  #listener: LogListener | undefined;
  #telling: NodeJS.Timeout | undefined;

  /** @throws {NoRedis} with a sentence: out of reach, or not durable */
  static async open(url: string): Promise<RedisLog> {
    const client = await connect(url);
    await checkDurable(client).catch((error: unknown) => {
      client.destroy();
      throw error;
    });
    return new RedisLog(client, await connect(url), url);
  }

  private constructor(client: Client, ears: Client, url: string) {
    this.#client = client;
    this.#ears = ears;
    this.#url = url;
    client.on('error', () => this.#listener?.onAway());
    this.shared = {
      get isAway() {
        return !client.isReady;
      },
      nextMember: async (workshop) => client.incr(keysOf(workshop).count),
      tellHere: (workshop, members) => {
        this.#here.set(workshop, members);
        this.#tellHere(workshop);
      },
    };
    ears.on('error', () => undefined);
  }

  async follow(listener: LogListener): Promise<void> {
    this.#listener = listener;
    await this.#ears.subscribe(NEWS, (text) => this.#hear(readNews(text)));
    // What came while there was no connection was not heard: all is read once more.
    this.#ears.on('ready', () => void this.#catchUp());
    this.#client.on('ready', () => void this.#catchUp());
    this.#telling = setInterval(() => {
      for (const id of this.#here.keys()) this.#tellHere(id);
    }, TELL_HERE_MS);
  }

  async all(): Promise<readonly Read[]> {
    const ids = (await this.#client.sMembers(IDS)).sort();
    const read = await Promise.all(ids.map((id) => this.#read(id)));
    // All at once, when they are handed over: what came meanwhile is read then.
    for (const each of read)
      if (each !== undefined && 'kept' in each) this.#taken.set(each.kept.id, each.kept.position);
    return read.flatMap((each) => each ?? []);
  }

  /** @returns undefined for one that is not there any more */
  async #read(id: string): Promise<Read | undefined> {
    try {
      const kept = await readWorkshop(this.#client, id);
      return kept && { kept };
    } catch (error) {
      if (this.shared.isAway) throw error;
      return { aside: this.#asideOf(id, error) };
    }
  }

  #asideOf(id: string, error: unknown) {
    const place = keysOf(id).stream;
    return asideOf(id, undefined, place, `${place} of the Redis at ${new URL(this.#url).host}`, error);
  }

  async create(made: MadeWorkshop, created: WorkshopEvent): Promise<KeptWorkshop> {
    const { id, code, hostHash, screenHash } = made;
    const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
    const [, , position] = (await this.#client
      .multi()
      .hSet(keysOf(id).meta, { code, host: hex(hostHash), screen: hex(screenHash) })
      .sAdd(IDS, id)
      .xAdd(keysOf(id).stream, '*', { event: writeEvent(created) })
      .publish(NEWS, JSON.stringify({ type: 'created', id } satisfies News))
      .exec()) as unknown as [number, number, string, number];
    this.#taken.set(id, position);
    const workshop = newWorkshop();
    applyEvent(workshop, created);
    return { ...made, keys: new Map(), workshop, position, events: 1, sinceSnapshot: 1 };
  }

  async append({ workshop, event, key }: Row): Promise<void> {
    const fields = { event: writeEvent(event), ...(key && { key: Buffer.from(key).toString('hex') }) };
    const [entry] = (await this.#client
      .multi()
      // What was deleted meanwhile does not come back.
      .xAddNoMkStream(keysOf(workshop).stream, '*', fields)
      .publish(NEWS, JSON.stringify({ type: 'events', id: workshop } satisfies News))
      .exec()) as unknown as [string | null, number];
    if (entry === null) throw new Error('This workshop was deleted.');
    await this.#untilTaken(workshop, entry);
  }

  async snapshot(id: string, position: string, text: string, keys: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const { meta, snapshot } = keysOf(id);
    // All servers come to it at the same event: one of them is enough.
    const before = await this.#client.hGet(snapshot, 'position');
    if (before !== null && !isAfter(position, before)) return;
    await this.#client.eval(SET_IF_THERE, {
      keys: [meta, snapshot],
      arguments: [position, text, writeKeys(keys), snapshotHash(position, text)],
    });
  }

  /** From its memory at once; from its file once it has written that anew, which is asked for here. */
  async delete(id: string): Promise<void> {
    await this.#client
      .multi()
      .del(Object.values(keysOf(id)))
      .sRem(IDS, id)
      .publish(NEWS, JSON.stringify({ type: 'deleted', id } satisfies News))
      .exec();
    await this.#client.bgRewriteAof().catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#telling);
    for (const timer of this.#heard.values()) clearTimeout(timer);
    this.#listener = undefined;
    this.#ears.destroy();
    await this.#client.close().catch(() => undefined);
  }

  #untilTaken(workshop: string, entry: string): Promise<void> {
    const position = this.#taken.get(workshop);
    if (position === undefined) return Promise.reject(new Error('This workshop is not followed any more.'));
    if (!isAfter(entry, position)) return Promise.resolve();
    const taken = new Promise<void>((resolve, reject) =>
      this.#waiting.set(`${workshop} ${entry}`, { resolve, reject }),
    );
    // Should the news of it be lost, it is read all the same.
    void this.#readOn(workshop);
    return taken;
  }

  #hear(news: News | undefined): void {
    if (news?.type === 'here') {
      if (news.server !== this.#server) this.#hearHere(news.id, news.server, news.members);
    } else if (news?.type === 'events') void this.#readOn(news.id);
    else if (news?.type === 'created') void this.#meet(news.id);
    else if (news !== undefined) {
      this.#forget(news.id);
      this.#listener?.onDeleted(news.id);
    }
  }

  async #meet(id: string): Promise<void> {
    if (this.#taken.has(id)) return;
    const read = await this.#read(id).catch(() => undefined);
    if (read === undefined || this.#taken.has(id)) return;
    if ('kept' in read) this.#taken.set(id, read.kept.position);
    if ('aside' in read) this.#listener?.onAside(read.aside);
    else this.#listener?.onCreated(read.kept);
  }

  /** Nothing of it is read any more. */
  #forget(id: string): void {
    this.#taken.delete(id);
    this.#here.delete(id);
    for (const [key, { reject }] of this.#waiting) {
      if (!key.startsWith(`${id} `)) continue;
      this.#waiting.delete(key);
      reject(new Error('This workshop is not followed any more.'));
    }
  }

  /** One reading at a time of each workshop, and one more when something came meanwhile. */
  #readOn(id: string): Promise<void> {
    const before = this.#reading.get(id) ?? Promise.resolve();
    const next = before.then(() => this.#readNew(id)).catch(() => undefined);
    this.#reading.set(id, next);
    return next;
  }

  async #readNew(id: string): Promise<void> {
    for (;;) {
      const from = this.#taken.get(id);
      if (from === undefined) return;
      const entries = await readAfter(this.#client, id, from);
      if (entries.length === 0) return;
      for (const entry of entries) if (!this.#take(id, entry)) return;
    }
  }

  /** @returns false when it cannot be read: without it what comes after it means nothing */
  #take(id: string, { position, text, key }: Entry): boolean {
    let event: WorkshopEvent;
    try {
      event = readAt(position, text);
    } catch (error) {
      this.#forget(id);
      this.#listener?.onAside(this.#asideOf(id, error));
      return false;
    }
    this.#taken.set(id, position);
    this.#listener?.onEvent({ workshop: id, event, ...(key && { key }) }, position);
    this.#waiting.get(`${id} ${position}`)?.resolve();
    this.#waiting.delete(`${id} ${position}`);
    return true;
  }

  async #catchUp(): Promise<void> {
    try {
      const ids = new Set(await this.#client.sMembers(IDS));
      for (const id of this.#taken.keys()) if (!ids.has(id)) this.#hear({ type: 'deleted', id });
      for (const id of ids) await (this.#taken.has(id) ? this.#readOn(id) : this.#meet(id));
    } catch {
      // It is gone again: at the next "ready" this is tried once more.
    }
  }

  #tellHere(id: string): void {
    const members = this.#here.get(id) ?? [];
    const news: News = { type: 'here', id, server: this.#server, members };
    void this.#client.publish(NEWS, JSON.stringify(news)).catch(() => undefined);
  }

  #hearHere(id: string, server: string, members: readonly string[]): void {
    const key = `${id} ${server}`;
    clearTimeout(this.#heard.get(key));
    this.#listener?.onHere(id, server, members);
    this.#heard.set(
      key,
      setTimeout(() => {
        this.#heard.delete(key);
        this.#listener?.onHere(id, server, []);
      }, SILENT_MS),
    );
  }
}

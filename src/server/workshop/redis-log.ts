/**
 * Keeps workshops in Redis or Valkey, for several servers at once: a stream for each workshop gives all of them the same order.
 * What is appended is on Redis's disk when it answers, because its log is synchronised before each answer (`appendfsync always`).
 */
import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import type { WorkshopEvent } from '../../core/workshop/workshop.ts';
import type { KeptWorkshop, Row, SharedListener, SharedLog, WorkshopLog } from './log.ts';
import { checkDurable, NoRedis } from './redis-check.ts';

const PREFIX = 'cluster-lab:workshop';
const IDS = `${PREFIX}s`;
const NEWS = `${PREFIX}-news`;
const metaOf = (id: string) => `${PREFIX}:${id}`;
const streamOf = (id: string) => `${PREFIX}:${id}:events`;
const countOf = (id: string) => `${PREFIX}:${id}:members`;

/** A server that has not told for so long who is connected to it is gone. */
const SILENT_MS = 6_000;
const TELL_HERE_MS = 2_000;
const RECONNECT_MS = 250;
const CONNECT_WITHIN_MS = 3_000;

/** What is published: that there is something to read, or who is where. */
type News =
  | { readonly type: 'events' | 'created' | 'deleted'; readonly id: string }
  | { readonly type: 'here'; readonly id: string; readonly server: string; readonly members: readonly string[] };

type Client = ReturnType<typeof connectTo>;

function connectTo(url: string) {
  return createClient({
    url,
    // What cannot be sent now fails now: its sender is told, and sends it again.
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_WITHIN_MS, reconnectStrategy: () => RECONNECT_MS },
  });
}

export class RedisLog implements WorkshopLog {
  readonly shared: SharedLog;
  readonly #client: Client;
  readonly #ears: Client;
  readonly #server = randomUUID();
  /** Of each workshop that is followed: the last entry that was taken. */
  readonly #taken = new Map<string, string>();
  readonly #reading = new Map<string, Promise<void>>();
  /** Appended here and not taken yet, by entry. */
  readonly #waiting = new Map<string, () => void>();
  readonly #here = new Map<string, readonly string[]>();
  readonly #heard = new Map<string, NodeJS.Timeout>();
  #listener: SharedListener | undefined;
  #telling: NodeJS.Timeout | undefined;

  /** @throws {NoRedis} with a sentence: out of reach, or not durable */
  static async open(url: string): Promise<RedisLog> {
    const client = await connect(url);
    await checkDurable(client).catch((error: unknown) => {
      client.destroy();
      throw error;
    });
    return new RedisLog(client, await connect(url));
  }

  private constructor(client: Client, ears: Client) {
    this.#client = client;
    this.#ears = ears;
    client.on('error', () => this.#listener?.onAway());
    this.shared = {
      get isAway() {
        return !client.isReady;
      },
      nextMember: async (workshop) => client.incr(countOf(workshop)),
      tellHere: (workshop, members) => {
        this.#here.set(workshop, members);
        this.#tellHere(workshop);
      },
      follow: (listener) => this.#follow(listener),
    };
    ears.on('error', () => undefined);
  }

  async #follow(listener: SharedListener): Promise<void> {
    this.#listener = listener;
    await this.#ears.subscribe(NEWS, (text) => this.#hear(JSON.parse(text) as News));
    // What came while there was no connection was not heard: all is read once more.
    this.#ears.on('ready', () => void this.#catchUp());
    this.#client.on('ready', () => void this.#catchUp());
    this.#telling = setInterval(() => {
      for (const id of this.#here.keys()) this.#tellHere(id);
    }, TELL_HERE_MS);
  }

  async all(): Promise<readonly KeptWorkshop[]> {
    const ids = (await this.#client.sMembers(IDS)).sort();
    const kept = await Promise.all(ids.map((id) => this.read(id)));
    return kept.flatMap((each) => each ?? []);
  }

  /** From then on its events are followed. */
  async read(id: string): Promise<KeptWorkshop | undefined> {
    const { code, host, screen } = await this.#client.hGetAll(metaOf(id));
    if (code === undefined || host === undefined || screen === undefined) return undefined;
    const entries = (await this.#range(id, '-')).map(readEntry);
    this.#taken.set(id, entries.at(-1)?.entry ?? '0-0');
    const keys = entries.flatMap(({ event, key }) =>
      key !== undefined && event.type === 'joined' ? [[event.member, key] as const] : [],
    );
    return {
      id,
      code,
      hostHash: Buffer.from(host, 'hex'),
      screenHash: Buffer.from(screen, 'hex'),
      keys: new Map(keys),
      events: entries.map(({ event }) => event),
    };
  }

  async create({ id, code, hostHash, screenHash }: Omit<KeptWorkshop, 'events' | 'keys'>, created: WorkshopEvent) {
    const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
    await this.#client
      .multi()
      .hSet(metaOf(id), { code, host: hex(hostHash), screen: hex(screenHash) })
      .sAdd(IDS, id)
      .xAdd(streamOf(id), '*', { event: JSON.stringify(created) })
      .publish(NEWS, JSON.stringify({ type: 'created', id } satisfies News))
      .exec();
  }

  async append({ workshop, event, key }: Row): Promise<void> {
    const fields = { event: JSON.stringify(event), ...(key && { key: Buffer.from(key).toString('hex') }) };
    const [entry] = (await this.#client
      .multi()
      .xAdd(streamOf(workshop), '*', fields)
      .publish(NEWS, JSON.stringify({ type: 'events', id: workshop } satisfies News))
      .exec()) as unknown as [string, number];
    await this.#untilTaken(workshop, entry);
  }

  async written(): Promise<void> {
    await this.#client.ping();
  }

  /** From its memory at once; from its file once it has written that anew, which is asked for here. */
  async delete(id: string): Promise<void> {
    await this.#client
      .multi()
      .del([metaOf(id), streamOf(id), countOf(id)])
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
    if (!isAfter(entry, this.#taken.get(workshop) ?? '0-0')) return Promise.resolve();
    const taken = new Promise<void>((resolve) => this.#waiting.set(entry, resolve));
    // Should the news of it be lost, it is read all the same.
    void this.#readOn(workshop);
    return taken;
  }

  #hear(news: News): void {
    if (news.type === 'here') {
      if (news.server !== this.#server) this.#hearHere(news.id, news.server, news.members);
    } else if (news.type === 'events') void this.#readOn(news.id);
    else if (news.type === 'created') void this.#meet(news.id);
    else this.#forget(news.id);
  }

  async #meet(id: string): Promise<void> {
    if (this.#taken.has(id)) return;
    const kept = await this.read(id).catch(() => undefined);
    if (kept !== undefined) this.#listener?.onCreated(kept);
  }

  #forget(id: string): void {
    this.#taken.delete(id);
    this.#here.delete(id);
    this.#listener?.onDeleted(id);
  }

  /** One reading at a time of each workshop, and one more when something came meanwhile. */
  #readOn(id: string): Promise<void> {
    const before = this.#reading.get(id) ?? Promise.resolve();
    const next = before.then(() => this.#readNew(id)).catch(() => undefined);
    this.#reading.set(id, next);
    return next;
  }

  async #readNew(id: string): Promise<void> {
    const from = this.#taken.get(id);
    if (from === undefined) return;
    const entries = await this.#range(id, `(${from}`);
    for (const raw of entries) {
      const { entry, event, key } = readEntry(raw);
      this.#taken.set(id, entry);
      this.#listener?.onEvent({ workshop: id, event, ...(key && { key }) });
      this.#waiting.get(entry)?.();
      this.#waiting.delete(entry);
    }
  }

  async #range(id: string, from: string) {
    return (await this.#client.xRange(streamOf(id), from, '+')) ?? [];
  }

  async #catchUp(): Promise<void> {
    try {
      const ids = new Set(await this.#client.sMembers(IDS));
      for (const id of this.#taken.keys()) if (!ids.has(id)) this.#forget(id);
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

async function connect(url: string): Promise<Client> {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new NoRedis(`REDIS_URL is "${url}", which is no address of a Redis. Example: redis://127.0.0.1:6379`);
  }
  const client = connectTo(url);
  let problem = 'it did not answer';
  const note = (error: Error) => (problem = error.message || String(error));
  client.on('error', note);
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, CONNECT_WITHIN_MS, 'late'));
  const connected = client.connect().catch(note);
  const outcome = await Promise.race([connected, late]);
  if (outcome === 'late' || !client.isReady) {
    client.destroy();
    throw new NoRedis(
      `The Redis at ${new URL(url).host} cannot be reached: ${problem}. Start it, or correct REDIS_URL.`,
    );
  }
  client.off('error', note);
  return client;
}

function readEntry({ id, message }: { id: string; message: Record<string, string> }) {
  const key = message['key'];
  return {
    entry: id,
    event: JSON.parse(message['event'] ?? '') as WorkshopEvent,
    key: key === undefined ? undefined : Buffer.from(key, 'hex'),
  };
}

/** Entries are `<milliseconds>-<number>`. */
function isAfter(one: string, other: string): boolean {
  const [a = 0, b = 0] = one.split('-').map(Number);
  const [c = 0, d = 0] = other.split('-').map(Number);
  return a > c || (a === c && b > d);
}

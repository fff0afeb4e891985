/** All workshops of this server: found by what a page knows of them, made, and deleted. */
import { randomBytes } from 'node:crypto';
import { WORKSHOP_LIMITS } from '../model/limits.ts';
import type { Closing, Created } from '../model/protocol.ts';
import { REMOVED } from '../model/why-not.ts';
import type { Connection } from './connection.ts';
import type { KeptWorkshop, SetAside, WorkshopLog } from './log.ts';
import { whyNotKept } from './not-kept.ts';
import { Room } from './room.ts';
import { hashOf, newCode, newSecret, readCode, screenSecretOf } from './secrets.ts';

export type Entrance =
  | { readonly as: 'learner'; readonly room: Room; readonly member: string }
  | { readonly as: 'host'; readonly room: Room; readonly screen: string }
  | { readonly as: 'screen'; readonly room: Room };

type Opening = 'return' | 'host' | 'screen';
export type NoEntrance = Pick<Closing, 'why' | 'sentence'>;

/** Said while nothing can be kept. */
export const AWAY = 'The server cannot keep anything right now. Nothing is lost: this page tries again by itself.';

/** Most workshops of one server: each holds its state in memory. */
const MOST_WORKSHOPS = 50;

export interface WorkshopsOptions {
  /** How many each new workshop lets in; their hosts can change it. */
  readonly most?: number | undefined;
}

export class Workshops {
  readonly #log: WorkshopLog;
  readonly #most: number;
  readonly #rooms = new Map<string, Room>();
  readonly #aside = new Map<string, SetAside>();

  static async open(log: WorkshopLog, options: WorkshopsOptions = {}): Promise<Workshops> {
    const workshops = new Workshops(log, options);
    await workshops.#follow();
    for (const read of await log.all()) {
      if ('kept' in read) workshops.#add(read.kept);
      else workshops.#aside.set(read.aside.id, read.aside);
    }
    return workshops;
  }

  private constructor(log: WorkshopLog, { most = WORKSHOP_LIMITS.membersAtFirst }: WorkshopsOptions) {
    this.#log = log;
    this.#most = most;
  }

  /** Whether nothing can be kept now: who comes is asked to try again. */
  get isAway(): boolean {
    return this.#log.shared?.isAway ?? false;
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Those that could not be read. */
  get aside(): readonly SetAside[] {
    return [...this.#aside.values()];
  }

  /** @returns undefined when there are as many as there may be @throws with a sentence when it could not be kept */
  async create(title: string): Promise<Created | undefined> {
    if (this.#rooms.size >= MOST_WORKSHOPS) return undefined;
    const id = randomBytes(6).toString('hex');
    const host = newSecret();
    const screen = screenSecretOf(host);
    const code = newCode();
    const made = { id, code, hostHash: hashOf(host), screenHash: hashOf(screen) };
    try {
      this.#add(await this.#log.create(made, { type: 'created', title, most: this.#most, at: Date.now() }));
    } catch (error) {
      throw new Error(`${whyNotKept(error)}, so no workshop was made. Make room there, and try again.`, {
        cause: error,
      });
    }
    return { code, host: `${id}.${host}`, screen: `${id}.${screen}` };
  }

  withCode(typed: string): Room | NoEntrance {
    const code = readCode(typed);
    const room = this.rooms.find((each) => each.code === code);
    if (room !== undefined) return room;
    const aside = this.aside.find((each) => each.code === code);
    if (aside !== undefined) return asideFor(aside);
    return { why: 'unknown-code', sentence: 'No workshop has this code. Compare it with the one on the screen.' };
  }

  /** @param secret `<workshop>.<member>.<secret>` of a learner, `<workshop>.<secret>` of a host or screen */
  enter(type: Opening, secret: string): Entrance | NoEntrance {
    const [id = '', second = '', third = ''] = secret.split('.');
    const room = this.#rooms.get(id);
    const aside = this.#aside.get(id);
    if (room === undefined)
      return aside === undefined ? { why: 'unknown-secret', sentence: UNKNOWN[type] } : asideFor(aside);
    const { opens } = room;
    if (type === 'return' && opens.isMember(second, third)) return { as: 'learner', room, member: second };
    if (type === 'return' && opens.isRemoved(second, third)) return { why: 'removed', sentence: REMOVED };
    if (type === 'screen' && opens.isScreen(second)) return { as: 'screen', room };
    if (type === 'host' && opens.isHost(second)) return { as: 'host', room, screen: `${id}.${screenSecretOf(second)}` };
    return { why: 'unknown-secret', sentence: UNKNOWN[type] };
  }

  async delete(room: Room, asker: Connection): Promise<void> {
    if (await room.delete(asker)) this.#rooms.delete(room.id);
  }

  async close(): Promise<void> {
    for (const room of this.rooms)
      room.audience.closeAll('restarting', 'The server is restarting. This page comes back by itself.');
    await this.#log.close();
  }

  #add(kept: KeptWorkshop): void {
    if (!this.#rooms.has(kept.id)) this.#rooms.set(kept.id, new Room(kept, this.#log));
    this.#aside.delete(kept.id);
  }

  async #follow(): Promise<void> {
    await this.#log.follow({
      onEvent: ({ workshop, ...row }, position) => this.#rooms.get(workshop)?.take(row, position),
      onCreated: (kept) => this.#add(kept),
      onDeleted: (id) => {
        this.#rooms.get(id)?.end();
        this.#rooms.delete(id);
        this.#aside.delete(id);
      },
      onAside: (aside) => {
        if (!this.#aside.has(aside.id)) console.error(aside.sentence);
        this.#aside.set(aside.id, aside);
        const { why, sentence } = asideFor(aside);
        this.#rooms.get(aside.id)?.close(why, sentence);
        this.#rooms.delete(aside.id);
      },
      onHere: (workshop, server, members) => this.#rooms.get(workshop)?.audience.hereAt(server, members),
      onAway: () => {
        for (const room of this.rooms) room.audience.closeAll('restarting', AWAY);
      },
    });
  }
}

/** Its pages keep what they have, and come back when it is mended. */
function asideFor({ place }: SetAside): NoEntrance {
  const sentence = `This workshop is set aside, because what is kept of it in ${place} cannot be read. Whoever runs the server reads in its terminal how to go on.`;
  return { why: 'set-aside', sentence };
}

const UNKNOWN: Readonly<Record<Opening, string>> = {
  return: 'This workshop does not know this page any more. Join with the code again.',
  host: 'This link opens no workshop: it is incomplete, a newer link was made, or the workshop was deleted.',
  screen: 'This link shows no workshop: it is incomplete, a newer link was made, or the workshop was deleted.',
};

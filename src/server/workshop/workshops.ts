/** All workshops of this server: found by what a page knows of them, made, and deleted. */
import { randomBytes } from 'node:crypto';
import type { Created } from '../../core/workshop/protocol.ts';
import { Room } from './room.ts';
import { hashOf, newCode, newSecret, readCode, screenSecretOf } from './secrets.ts';
import type { KeptWorkshop, WorkshopLog } from './log.ts';

export type Entrance =
  | { readonly as: 'learner'; readonly room: Room; readonly member: string }
  | { readonly as: 'host'; readonly room: Room; readonly screen: string }
  | { readonly as: 'screen'; readonly room: Room };

/** Said while nothing can be kept. */
export const AWAY = 'The server cannot keep anything right now. Nothing is lost: this page tries again by itself.';

/** Most workshops of one server: each holds its state in memory. */
export const MOST_WORKSHOPS = 50;

export class Workshops {
  readonly #log: WorkshopLog;
  readonly #rooms = new Map<string, Room>();

  static async open(log: WorkshopLog): Promise<Workshops> {
    const workshops = new Workshops(log);
    await workshops.#follow();
    for (const kept of await log.all()) workshops.#add(kept);
    return workshops;
  }

  private constructor(log: WorkshopLog) {
    this.#log = log;
  }

  /** Whether nothing can be kept now: who comes is asked to try again. */
  get isAway(): boolean {
    return this.#log.shared?.isAway ?? false;
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** @returns undefined when there are as many as there may be */
  async create(title: string): Promise<Created | undefined> {
    if (this.#rooms.size >= MOST_WORKSHOPS) return undefined;
    const id = randomBytes(6).toString('hex');
    const host = newSecret();
    const screen = screenSecretOf(host);
    const code = newCode();
    const hashes = { hostHash: hashOf(host), screenHash: hashOf(screen) };
    await this.#log.create({ id, code, ...hashes }, { type: 'created', title, at: Date.now() });
    const kept = await this.#log.read(id);
    if (kept !== undefined) this.#add(kept);
    return { code, host: `${id}.${host}`, screen: `${id}.${screen}` };
  }

  withCode(typed: string): Room | undefined {
    const code = readCode(typed);
    return this.rooms.find((room) => room.code === code);
  }

  /** @param secret `<workshop>.<member>.<secret>` of a learner, `<workshop>.<secret>` of a host or screen */
  enter(type: 'return' | 'host' | 'screen', secret: string): Entrance | undefined {
    const [id = '', second = '', third = ''] = secret.split('.');
    const room = this.#rooms.get(id);
    if (room === undefined) return undefined;
    if (type === 'return') return room.isMember(second, third) ? { as: 'learner', room, member: second } : undefined;
    if (type === 'screen') return room.isScreen(second) ? { as: 'screen', room } : undefined;
    return room.isHost(second) ? { as: 'host', room, screen: `${id}.${screenSecretOf(second)}` } : undefined;
  }

  async delete(room: Room): Promise<void> {
    await room.delete();
    this.#rooms.delete(room.id);
  }

  async close(): Promise<void> {
    for (const room of this.rooms)
      room.closeAll('restarting', 'The server is restarting. This page comes back by itself.');
    await this.#log.close();
  }

  #add(kept: KeptWorkshop): void {
    if (!this.#rooms.has(kept.id)) this.#rooms.set(kept.id, new Room(kept, this.#log));
  }

  async #follow(): Promise<void> {
    await this.#log.shared?.follow({
      onEvent: ({ workshop, ...row }) => {
        const room = this.#rooms.get(workshop);
        room?.take(row);
        room?.show(row.event);
      },
      onCreated: (kept) => this.#add(kept),
      onDeleted: (id) => {
        this.#rooms.get(id)?.end();
        this.#rooms.delete(id);
      },
      onHere: (workshop, server, members) => this.#rooms.get(workshop)?.hereAt(server, members),
      onAway: () => {
        for (const room of this.rooms) room.closeAll('restarting', AWAY);
      },
    });
  }
}

/** All workshops of this server: found by what a page knows of them, made, and deleted. */
import { randomBytes } from 'node:crypto';
import type { Created } from '../../core/workshop/protocol.ts';
import { Room } from './room.ts';
import { hashOf, newCode, newSecret, readCode, screenSecretOf } from './secrets.ts';
import { WorkshopStore } from './store.ts';

export type Entrance =
  | { readonly as: 'learner'; readonly room: Room; readonly member: string }
  | { readonly as: 'host'; readonly room: Room; readonly screen: string }
  | { readonly as: 'screen'; readonly room: Room };

/** Most workshops of one server: each holds its state in memory. */
export const MOST_WORKSHOPS = 50;

export class Workshops {
  readonly #store: WorkshopStore;
  readonly #rooms = new Map<string, Room>();

  static async open(folder: string): Promise<Workshops> {
    return new Workshops(await WorkshopStore.open(folder));
  }

  private constructor(store: WorkshopStore) {
    this.#store = store;
    for (const kept of store.all()) this.#rooms.set(kept.id, new Room(kept, store));
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** @returns undefined when there are as many as there may be */
  create(title: string): Created | undefined {
    if (this.#rooms.size >= MOST_WORKSHOPS) return undefined;
    const id = randomBytes(6).toString('hex');
    const host = newSecret();
    const screen = screenSecretOf(host);
    const code = newCode();
    const hashes = { hostHash: hashOf(host), screenHash: hashOf(screen) };
    this.#store.create({ id, code, ...hashes }, { type: 'created', title, at: Date.now() });
    const kept = this.#store.read(id);
    if (kept !== undefined) this.#rooms.set(id, new Room(kept, this.#store));
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

  delete(room: Room): void {
    this.#rooms.delete(room.id);
    room.delete();
  }

  close(): void {
    for (const room of this.rooms)
      room.closeAll('restarting', 'The server is restarting. This page comes back by itself.');
    this.#store.close();
  }
}

/** Who is connected to a workshop, in which role, and when each of them is told what changed. */
import type { ClosingReason } from '../model/protocol.ts';
import { classView, hostView, memberRow, ownView, screenView } from '../model/views.ts';
import type { Workshop } from '../model/workshop.ts';
import type { Connection } from './connection.ts';
import { RENEWED } from './opens.ts';

/** What learners do reaches the instructor's board so often; what the instructor does goes out at once. */
const TELL_EVERY_MS = 200;

export class Audience {
  readonly #workshop: Workshop;
  readonly #code: string;
  /** Called with the members at this server when they change. */
  readonly #onHere: (members: readonly string[]) => void;
  readonly #learners = new Map<Connection, string>();
  /** Connections of each member: several tabs are one person. */
  readonly #online = new Map<string, number>();
  /** Members at other servers, by server. */
  readonly #elsewhere = new Map<string, ReadonlySet<string>>();
  readonly #hosts = new Set<Connection>();
  readonly #screens = new Set<Connection>();
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(workshop: Workshop, code: string, onHere: (members: readonly string[]) => void) {
    this.#workshop = workshop;
    this.#code = code;
    this.#onHere = onHere;
  }

  addLearner(connection: Connection, member: string): void {
    this.#learners.set(connection, member);
    this.#online.set(member, (this.#online.get(member) ?? 0) + 1);
    this.#onHere([...this.#online.keys()]);
    this.touch(member);
  }

  addHost(connection: Connection, screen: string): void {
    const { members } = this.#workshop;
    const rows = [...members.values()].map((member) => memberRow(member, this.isHere(member.id)));
    connection.send({ type: 'hosting', host: hostView(this.#workshop, this.#code, Date.now()), rows, screen });
    this.#hosts.add(connection);
  }

  addScreen(connection: Connection): void {
    connection.send({ type: 'screen', screen: screenView(this.#workshop, this.#code, Date.now()) });
    this.#screens.add(connection);
  }

  forget(connection: Connection): void {
    this.#hosts.delete(connection);
    this.#screens.delete(connection);
    const member = this.#learners.get(connection);
    if (member === undefined) return;
    this.#learners.delete(connection);
    const left = (this.#online.get(member) ?? 1) - 1;
    if (left > 0) this.#online.set(member, left);
    else this.#online.delete(member);
    this.#onHere([...this.#online.keys()]);
    this.touch(member);
  }

  isHere(member: string): boolean {
    return this.#online.has(member) || [...this.#elsewhere.values()].some((members) => members.has(member));
  }

  /** @param members those connected to another server of the same log */
  hereAt(server: string, members: readonly string[]): void {
    const before = this.#elsewhere.get(server) ?? new Set<string>();
    const now = new Set(members);
    this.#elsewhere.set(server, now);
    for (const id of [...before, ...now]) if (before.has(id) !== now.has(id)) this.touch(id);
  }

  /** Everyone is told of this member within a moment. */
  touch(member: string): void {
    this.#changed.add(member);
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  /** What concerns everyone is told at once. */
  tellAll(): void {
    for (const id of this.#online.keys()) this.#changed.add(id);
    this.#tell();
  }

  dismiss(members: readonly string[], sentence: string): void {
    const gone = new Set(members);
    for (const [connection, id] of this.#learners) if (gone.has(id)) connection.close('removed', sentence);
  }

  /** Every board and projector that came with the secrets of before. */
  showOut(asker: Connection | undefined): void {
    for (const host of this.#hosts) if (host !== asker) host.close('renewed', RENEWED.host);
    for (const screen of this.#screens) screen.close('renewed', RENEWED.screen);
  }

  tellDeleted(): void {
    for (const host of this.#hosts) host.send({ type: 'deleted' });
  }

  closeAll(why: ClosingReason, sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const each of [...this.#learners.keys(), ...this.#hosts, ...this.#screens]) each.close(why, sentence);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const workshop = this.#workshop;
    const now = Date.now();
    const changed = this.#changed;
    this.#changed = new Set();
    // The clock goes along only with what changed.
    const shared = classView(workshop, 0);
    const key = JSON.stringify(shared);
    const text = JSON.stringify({ type: 'class', class: { ...shared, now } });
    for (const [connection, member] of this.#learners) {
      connection.sendIfChanged('class', key, text);
      if (!changed.has(member)) continue;
      const own = JSON.stringify({ type: 'own', own: ownView(workshop, member) });
      connection.sendIfChanged('own', own, own);
    }
    this.#tellHosts(changed, now);
    for (const screen of this.#screens) screen.send({ type: 'screen', screen: screenView(workshop, this.#code, now) });
  }

  #tellHosts(changed: ReadonlySet<string>, now: number): void {
    if (this.#hosts.size === 0) return;
    const { members } = this.#workshop;
    const rows = [...changed].flatMap((id) => {
      const member = members.get(id);
      return member === undefined ? [] : memberRow(member, this.isHere(id));
    });
    const removed = [...changed].filter((id) => !members.has(id));
    const board = JSON.stringify({ type: 'host', host: hostView(this.#workshop, this.#code, now) });
    const list = JSON.stringify({ type: 'rows', rows, removed });
    for (const host of this.#hosts) {
      host.sendText(board);
      if (changed.size > 0) host.sendText(list);
    }
  }
}

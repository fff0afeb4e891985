/** One workshop while its server runs: takes what was read and allowed, keeps it, and then tells who may see it. */
import { workshopCsv, workshopJson } from '../../core/workshop/export.ts';
import { WORKSHOP_LIMITS } from '../../core/workshop/limits.ts';
import { cleanName, distinctName } from '../../core/workshop/names.ts';
import type { Act, Report } from '../../core/workshop/protocol.schema.ts';
import { classView, hostView, memberRow, ownView, screenView } from '../../core/workshop/views.ts';
import { applyEvent, noWorkshop, whyNotAct, whyNotReport, type WorkshopEvent } from '../../core/workshop/workshop.ts';
import type { Connection } from './connection.ts';
import { hashOf, isSecretOf, newSecret } from './secrets.ts';
import type { KeptWorkshop, WorkshopStore } from './store.ts';

/** What learners do reaches the instructor's board so often; what the instructor does goes out at once. */
const TELL_EVERY_MS = 200;

const LOST = 'The server could not keep what was sent last. Your page sends it again.';

export class Room {
  readonly id: string;
  readonly code: string;
  readonly #kept: KeptWorkshop;
  readonly #store: WorkshopStore;
  #workshop;
  readonly #learners = new Map<Connection, string>();
  /** Connections of each member: several tabs are one person. */
  readonly #online = new Map<string, number>();
  readonly #hosts = new Set<Connection>();
  readonly #screens = new Set<Connection>();
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  isDeleted = false;

  constructor(kept: KeptWorkshop, store: WorkshopStore) {
    this.id = kept.id;
    this.code = kept.code;
    this.#kept = kept;
    this.#store = store;
    this.#workshop = kept.events.reduce(applyEvent, noWorkshop);
  }

  get title(): string {
    return this.#workshop.title;
  }

  get size(): number {
    return this.#workshop.members.size;
  }

  get hasEnded(): boolean {
    return this.#workshop.ended;
  }

  isHost(secret: string): boolean {
    return isSecretOf(this.#kept.hostHash, secret);
  }

  isScreen(secret: string): boolean {
    return isSecretOf(this.#kept.screenHash, secret);
  }

  isMember(member: string, secret: string): boolean {
    return isSecretOf(this.#kept.keys.get(member), secret) && this.#workshop.members.has(member);
  }

  /** @returns undefined when the connection was told why not */
  async join(connection: Connection, rawName: string): Promise<string | undefined> {
    const name = cleanName(rawName);
    if (this.hasEnded) connection.close('ended', 'This workshop has ended: nobody can join it any more.');
    else if (this.size >= WORKSHOP_LIMITS.members)
      connection.close('full', `This workshop is full: ${this.size} joined.`);
    else if (name === undefined)
      connection.close('bad-name', 'A name has at least one letter or digit. Choose another one.');
    else {
      const secret = newSecret();
      const member = `m${this.#workshop.joined + 1}`;
      const key = hashOf(secret);
      const taken = new Set([...this.#workshop.members.values()].map((each) => each.name.toLowerCase()));
      this.#kept.keys.set(member, key);
      const event: WorkshopEvent = { type: 'joined', member, name: distinctName(name, taken), at: Date.now() };
      if (!(await this.#keep(event, key))) return undefined;
      this.welcome(connection, member, `${this.id}.${member}.${secret}`);
      return member;
    }
    return undefined;
  }

  welcome(connection: Connection, member: string, token: string): void {
    const own = ownView(this.#workshop, member);
    if (own === undefined || this.isDeleted) return;
    connection.send({ type: 'joined', token, own, class: classView(this.#workshop, Date.now()) });
    this.#learners.set(connection, member);
    this.#online.set(member, (this.#online.get(member) ?? 0) + 1);
    this.#touch(member);
  }

  host(connection: Connection, screen: string): void {
    const { members } = this.#workshop;
    const rows = [...members.values()].map((member) => memberRow(member, this.#online.has(member.id)));
    connection.send({ type: 'hosting', host: hostView(this.#workshop, this.code, Date.now()), rows, screen });
    this.#hosts.add(connection);
  }

  screen(connection: Connection): void {
    connection.send({ type: 'screen', screen: screenView(this.#workshop, this.code, Date.now()) });
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
    this.#touch(member);
  }

  async report(connection: Connection, member: string, id: string, report: Report): Promise<void> {
    const sentence = whyNotReport(this.#workshop, member, id, report);
    if (sentence !== undefined) {
      connection.send({ type: 'refused', id, sentence });
      return;
    }
    // Sent again, it is not kept again; yet the first one may still be on its way to the disk.
    const isKnown = this.#workshop.members.get(member)?.reports.has(id) === true;
    const event: WorkshopEvent = { type: 'reported', member, id, report, at: Date.now() };
    if (await (isKnown ? this.#written() : this.#keep(event))) connection.send({ type: 'ack', id });
  }

  async leave(member: string): Promise<void> {
    await this.#keep({ type: 'left', member, at: Date.now() });
    this.#dismiss(member, 'You left the workshop.');
  }

  async act(connection: Connection, id: string, act: Act): Promise<void> {
    const name = act.kind === 'rename' ? cleanName(act.name) : '';
    const sentence = name === undefined ? 'A name has at least one letter or digit.' : whyNotAct(this.#workshop, act);
    if (sentence !== undefined) {
      connection.send({ type: 'refused', id, sentence });
      return;
    }
    const cleaned = act.kind === 'rename' ? { ...act, name: name ?? '' } : act;
    if (!(await this.#keep({ type: 'acted', act: cleaned, at: Date.now() }))) return;
    connection.send({ type: 'ack', id });
    this.#tell();
    if (act.kind === 'remove') this.#dismiss(act.member, 'Your instructor removed you from the workshop.');
  }

  export(connection: Connection, format: 'csv' | 'json'): void {
    const text = format === 'csv' ? workshopCsv(this.#workshop) : workshopJson(this.#workshop, Date.now());
    connection.send({ type: 'exported', format, text });
  }

  delete(): void {
    this.isDeleted = true;
    clearTimeout(this.#timer);
    this.#store.delete(this.id);
    for (const host of this.#hosts) host.send({ type: 'deleted' });
    this.closeAll('deleted', 'This workshop was deleted, with everything in it.');
  }

  closeAll(why: 'deleted' | 'restarting', sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const each of [...this.#learners.keys(), ...this.#hosts, ...this.#screens]) each.close(why, sentence);
  }

  /** The state is ahead of the disk for a moment: so events are judged in the order in which they are kept. */
  async #keep(event: WorkshopEvent, key?: Uint8Array): Promise<boolean> {
    if (this.isDeleted) return false;
    this.#workshop = applyEvent(this.#workshop, event);
    try {
      await this.#store.append({ workshop: this.id, event, ...(key && { key }) });
    } catch {
      this.#rereadFromDisk();
      return false;
    }
    if ('member' in event) this.#touch(event.member);
    if (event.type === 'acted') for (const id of this.#online.keys()) this.#changed.add(id);
    if (event.type === 'acted' && 'member' in event.act && event.act.member !== null) this.#touch(event.act.member);
    return true;
  }

  async #written(): Promise<boolean> {
    return this.#store.written().then(
      () => true,
      () => false,
    );
  }

  /** A full disk, for one: what is not kept never happened, and pages send it again. */
  #rereadFromDisk(): void {
    const kept = this.#store.read(this.id);
    this.#workshop = (kept?.events ?? []).reduce(applyEvent, noWorkshop);
    this.closeAll('restarting', LOST);
  }

  #dismiss(member: string, sentence: string): void {
    for (const [connection, id] of this.#learners) if (id === member) connection.close('removed', sentence);
  }

  #touch(member: string): void {
    this.#changed.add(member);
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
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
    for (const screen of this.#screens) screen.send({ type: 'screen', screen: screenView(workshop, this.code, now) });
  }

  #tellHosts(changed: ReadonlySet<string>, now: number): void {
    if (this.#hosts.size === 0) return;
    const { members } = this.#workshop;
    const rows = [...changed].flatMap((id) => {
      const member = members.get(id);
      return member === undefined ? [] : memberRow(member, this.#online.has(id));
    });
    const removed = [...changed].filter((id) => !members.has(id));
    const board = JSON.stringify({ type: 'host', host: hostView(this.#workshop, this.code, now) });
    const list = JSON.stringify({ type: 'rows', rows, removed });
    for (const host of this.#hosts) {
      host.sendText(board);
      if (changed.size > 0) host.sendText(list);
    }
  }
}

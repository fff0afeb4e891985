/** One workshop while its server runs: takes what was read and allowed, keeps it, and then tells who may see it. */
import { workshopCsv, workshopJson } from '../../core/workshop/export.ts';
import { WORKSHOP_LIMITS } from '../../core/workshop/limits.ts';
import { cleanName } from '../../core/workshop/names.ts';
import type { Act, Report } from '../../core/workshop/protocol.schema.ts';
import { classView, hostView, memberRow, ownView, screenView } from '../../core/workshop/views.ts';
import { applyEvent, noWorkshop, whyNotAct, whyNotReport, type WorkshopEvent } from '../../core/workshop/workshop.ts';
import type { Connection } from './connection.ts';
import { hashOf, isSecretOf, newSecret, screenSecretOf } from './secrets.ts';
import type { KeptWorkshop, Row, WorkshopLog } from './log.ts';
import { opensBy, opensOf, RENEWED, type Opens } from './opens.ts';

/** What learners do reaches the instructor's board so often; what the instructor does goes out at once. */
const TELL_EVERY_MS = 200;

const LATE = 'This came too late to be counted.';
const LOST = 'The server could not keep what was sent last. Your page sends it again.';

export class Room {
  readonly id: string;
  readonly code: string;
  readonly #kept: KeptWorkshop;
  readonly #log: WorkshopLog;
  #workshop;
  /** Hashes of what opens the board and the projector. */
  #opens: Opens;
  /** Boards that asked for another secret, by its hash: they stay. */
  readonly #renewing = new Map<string, Connection>();
  readonly #learners = new Map<Connection, string>();
  /** Connections of each member: several tabs are one person. */
  readonly #online = new Map<string, number>();
  /** Members at other servers, by server. */
  readonly #elsewhere = new Map<string, ReadonlySet<string>>();
  readonly #hosts = new Set<Connection>();
  readonly #screens = new Set<Connection>();
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  isDeleted = false;

  constructor(kept: KeptWorkshop, log: WorkshopLog) {
    this.id = kept.id;
    this.code = kept.code;
    this.#kept = kept;
    this.#log = log;
    this.#workshop = kept.events.reduce(applyEvent, noWorkshop);
    this.#opens = opensOf(kept);
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
    return isSecretOf(this.#opens.host, secret);
  }

  isScreen(secret: string): boolean {
    return isSecretOf(this.#opens.screen, secret);
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
      // Alone, a server numbers members without waiting: nobody joins in between.
      const number = this.#log.shared === undefined ? this.#workshop.joined + 1 : await this.#nextMember();
      if (number === undefined) return undefined;
      const member = `m${number}`;
      const key = hashOf(secret);
      const event: WorkshopEvent = { type: 'joined', member, name, at: Date.now() };
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
    this.#tellHere();
    this.#touch(member);
  }

  host(connection: Connection, screen: string): void {
    const { members } = this.#workshop;
    const rows = [...members.values()].map((member) => memberRow(member, this.#isHere(member.id)));
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
    this.#tellHere();
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
    if (!(await (isKnown ? this.#written() : this.#keep(event)))) return;
    // In a log that is shared another server may have closed a poll before it.
    if (this.#workshop.members.get(member)?.reports.has(id) === true) connection.send({ type: 'ack', id });
    else connection.send({ type: 'refused', id, sentence: whyNotReport(this.#workshop, member, id, report) ?? LATE });
  }

  async leave(member: string): Promise<void> {
    await this.#keep({ type: 'left', member, at: Date.now() });
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
  }

  /** The old secrets open nothing from the moment on at which the new ones are kept. */
  async renew(connection: Connection): Promise<void> {
    const secret = newSecret();
    const screen = screenSecretOf(secret);
    const host = hashOf(secret).toString('hex');
    this.#renewing.set(host, connection);
    const isKept = await this.#keep({ type: 'renewed', host, screen: hashOf(screen).toString('hex'), at: Date.now() });
    this.#renewing.delete(host);
    if (isKept) connection.send({ type: 'renewed', secret: `${this.id}.${secret}`, screen: `${this.id}.${screen}` });
  }

  export(connection: Connection, format: 'csv' | 'json'): void {
    const text = format === 'csv' ? workshopCsv(this.#workshop) : workshopJson(this.#workshop, Date.now());
    connection.send({ type: 'exported', format, text });
  }

  async delete(): Promise<void> {
    await this.#log.delete(this.id);
    this.end();
  }

  /** Nothing of it is kept any more. */
  end(): void {
    if (this.isDeleted) return;
    this.isDeleted = true;
    clearTimeout(this.#timer);
    for (const host of this.#hosts) host.send({ type: 'deleted' });
    this.closeAll('deleted', 'This workshop was deleted, with everything in it.');
  }

  closeAll(why: 'deleted' | 'restarting', sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const each of [...this.#learners.keys(), ...this.#hosts, ...this.#screens]) each.close(why, sentence);
  }

  /** Of the log, in its order: what happened at this server, and at others that share it. */
  take({ event, key }: Pick<Row, 'event' | 'key'>): void {
    this.#workshop = applyEvent(this.#workshop, event);
    if (event.type === 'joined' && key !== undefined) this.#kept.keys.set(event.member, key);
    if (event.type === 'renewed') this.#opens = opensBy(event);
  }

  /** Once it is durable, pages may see it. */
  show(event: WorkshopEvent): void {
    if ('member' in event) this.#touch(event.member);
    if (event.type === 'left') this.#dismiss(event.member, 'You left the workshop.');
    if (event.type === 'renewed') this.#showOut(this.#renewing.get(event.host));
    if (event.type !== 'acted') return;
    for (const id of this.#online.keys()) this.#changed.add(id);
    if ('member' in event.act && event.act.member !== null) this.#touch(event.act.member);
    this.#tell();
    if (event.act.kind === 'remove') {
      this.#dismiss(event.act.member, 'Your instructor removed you from the workshop.');
    }
  }

  /** @param members those connected to another server of the same log */
  hereAt(server: string, members: readonly string[]): void {
    const before = this.#elsewhere.get(server) ?? new Set<string>();
    const now = new Set(members);
    this.#elsewhere.set(server, now);
    for (const id of [...before, ...now]) if (before.has(id) !== now.has(id)) this.#touch(id);
  }

  /**
   * Alone, the state is ahead of the disk for a moment: so events are judged in the order in which they are kept. A log that is
   * shared has its own order, and gives each event back in it before this settles.
   */
  async #keep(event: WorkshopEvent, key?: Uint8Array): Promise<boolean> {
    if (this.isDeleted) return false;
    const row = { event, ...(key && { key }) };
    const isShared = this.#log.shared !== undefined;
    if (!isShared) this.take(row);
    try {
      await this.#log.append({ workshop: this.id, ...row });
    } catch {
      if (isShared) this.closeAll('restarting', LOST);
      else await this.#rereadFromDisk();
      return false;
    }
    if (!isShared) this.show(event);
    return true;
  }

  #isHere(member: string): boolean {
    return this.#online.has(member) || [...this.#elsewhere.values()].some((members) => members.has(member));
  }

  #tellHere(): void {
    this.#log.shared?.tellHere(this.id, [...this.#online.keys()]);
  }

  async #nextMember(): Promise<number | undefined> {
    return this.#log.shared?.nextMember(this.id).catch(() => undefined);
  }

  async #written(): Promise<boolean> {
    return this.#log.written().then(
      () => true,
      () => false,
    );
  }

  /** A full disk, for one: what is not kept never happened, and pages send it again. */
  async #rereadFromDisk(): Promise<void> {
    const kept = await this.#log.read(this.id);
    this.#workshop = (kept?.events ?? []).reduce(applyEvent, noWorkshop);
    if (kept !== undefined) this.#opens = opensOf(kept);
    this.closeAll('restarting', LOST);
  }

  /** Every board and projector that came with the secrets of before. */
  #showOut(asker: Connection | undefined): void {
    for (const host of this.#hosts) if (host !== asker) host.close('renewed', RENEWED.host);
    for (const screen of this.#screens) screen.close('renewed', RENEWED.screen);
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
      return member === undefined ? [] : memberRow(member, this.#isHere(id));
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

/** One workshop while its server runs: takes what was read and allowed, keeps it, and then tells who may see it. */
import { applyEvent } from '../model/apply-event.ts';
import type { WorkshopEvent } from '../model/event.schema.ts';
import { workshopCsv, workshopJson } from '../model/export.ts';
import { cleanName } from '../model/names.ts';
import type { ClosingReason } from '../model/protocol.ts';
import type { Act, Hello, Report } from '../model/protocol.schema.ts';
import { writeSnapshot } from '../model/snapshot.schema.ts';
import { classView, ownView } from '../model/views.ts';
import { REMOVED, whyNotAct, whyNotIn, whyNotReport } from '../model/why-not.ts';
import { Audience } from './audience.ts';
import type { Connection } from './connection.ts';
import { CROWD, Door } from './door.ts';
import type { KeptWorkshop, Row, WorkshopLog } from './log.ts';
import { whyNotKept } from './not-kept.ts';
import { Opens } from './opens.ts';
import { hashOf, newSecret, screenSecretOf } from './secrets.ts';

/** So many events, or a quarter of all, and the next start begins after them: that is what a start reads at most. */
const SNAPSHOT_EVERY = 2_000;

const LATE = 'This came too late to be counted.';
const LOST = 'The server could not keep what was sent last. Your page sends it again.';
const GONE = 'This workshop was deleted, with everything in it.';

export class Room {
  readonly id: string;
  readonly code: string;
  readonly opens: Opens;
  readonly audience: Audience;
  readonly #kept: KeptWorkshop;
  readonly #log: WorkshopLog;
  readonly #workshop;
  readonly #door: Door;
  /** Boards that asked for another secret, by its hash: they stay. */
  readonly #renewing = new Map<string, Connection>();
  /** The number of the last member who came, or is on the way in. */
  #lastNumber: number;
  #events: number;
  #sinceSnapshot: number;
  #isOver = false;

  constructor(kept: KeptWorkshop, log: WorkshopLog) {
    this.id = kept.id;
    this.code = kept.code;
    this.opens = new Opens(kept);
    this.#kept = kept;
    this.#log = log;
    this.#workshop = kept.workshop;
    this.audience = new Audience(kept.workshop, kept.code, (members) => log.shared?.tellHere(kept.id, members));
    this.#door = new Door(kept.workshop, (member) => this.audience.isHere(member));
    this.#lastNumber = kept.workshop.joined;
    this.#events = kept.events;
    this.#sinceSnapshot = kept.sinceSnapshot;
    this.#keepSnapshot(kept.position);
  }

  get title(): string {
    return this.#workshop.title;
  }

  get size(): number {
    return this.#workshop.members.size;
  }

  get most(): number {
    return this.#workshop.most;
  }

  get hasEnded(): boolean {
    return this.#workshop.ended;
  }

  /** @param from the address that it comes from @returns undefined when the connection was told why not */
  async join(
    connection: Connection,
    { name: typed, device }: Extract<Hello, { type: 'join' }>,
    from: string,
  ): Promise<string | undefined> {
    const name = cleanName(typed);
    if (name === undefined) {
      connection.close('bad-name', 'A name has at least one letter or digit. Choose another one.');
      return undefined;
    }
    const came = { name, ...(device !== undefined && { device: hashOf(`${this.id} ${device}`).toString('hex') }) };
    const isTurn = whyNotIn(this.#workshop, came) === undefined ? await this.#door.turn(from) : true;
    // Much may have happened while it waited.
    const refused = isTurn ? whyNotIn(this.#workshop, came) : ({ why: 'too-fast', sentence: CROWD } as const);
    if (refused !== undefined) connection.close(refused.why, refused.sentence);
    if (refused !== undefined || !connection.isOpen) return undefined;
    const outcome = await this.#door.enter(
      (ghost) => this.leave(ghost),
      () => this.#enter(connection, came),
    );
    if (outcome === undefined)
      connection.close('full', `This workshop is full: ${this.size} are in it. Ask your instructor to let more in.`);
    return outcome?.member;
  }

  async #enter(connection: Connection, came: { readonly name: string; readonly device?: string }) {
    const secret = newSecret();
    const number = await this.#nextNumber().catch(() => undefined);
    if (number === undefined) {
      connection.close('restarting', LOST);
      return { member: undefined };
    }
    const member = `m${number}`;
    const event: WorkshopEvent = { type: 'joined', member, ...came, at: Date.now() };
    const failure = await this.#keep(event, hashOf(secret));
    if (failure !== undefined) {
      connection.close('restarting', `${failure}, so nobody new can be let in now. This page tries again by itself.`);
      return { member: undefined };
    }
    this.welcome(connection, member, `${this.id}.${member}.${secret}`);
    return { member };
  }

  welcome(connection: Connection, member: string, token: string): void {
    const own = ownView(this.#workshop, member);
    if (own === undefined || this.#isOver) return;
    connection.send({ type: 'joined', token, own, class: classView(this.#workshop, Date.now()) });
    this.audience.addLearner(connection, member);
  }

  async report(connection: Connection, member: string, id: string, report: Report): Promise<void> {
    // Ahead of the log, so that what is refused takes no room there.
    const sentence = whyNotReport(this.#workshop, member, id, report);
    if (sentence !== undefined) {
      connection.send({ type: 'refused', id, sentence });
      return;
    }
    // Sent again, it is not kept again.
    if (!this.#hasReport(member, id)) {
      const failure = await this.#keep({ type: 'reported', member, id, report, at: Date.now() });
      if (failure !== undefined) {
        const later = `${failure}, so your last work is not kept there yet. This page keeps it, and sends it again.`;
        connection.send({ type: 'later', id, sentence: later });
        return;
      }
    }
    // Something that came before it in the log may have stood against it, as the end of a poll.
    if (this.#hasReport(member, id)) connection.send({ type: 'ack', id });
    else connection.send({ type: 'refused', id, sentence: LATE });
  }

  #hasReport(member: string, id: string): boolean {
    return this.#workshop.members.get(member)?.reports.has(id) === true;
  }

  /** Who could not be signed off now is so later: their page tells it again. */
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
    const failure = await this.#keep({ type: 'acted', act: cleaned, at: Date.now() });
    if (failure === undefined) connection.send({ type: 'ack', id });
    else this.#refuse(connection, id, `${failure}, so this was not done`);
  }

  /** As the board does it. @throws with a sentence when it could not be kept */
  async raise(members: number): Promise<void> {
    const failure = await this.#keep({ type: 'acted', act: { kind: 'limit', members }, at: Date.now() });
    if (failure !== undefined) throw new Error(`${failure}, so "${this.title}" lets in ${this.most} as before.`);
  }

  /** The old secrets open nothing from the moment on at which the new ones are kept. */
  async renew(connection: Connection): Promise<void> {
    const secret = newSecret();
    const screen = screenSecretOf(secret);
    const host = hashOf(secret).toString('hex');
    this.#renewing.set(host, connection);
    const event = { type: 'renewed', host, screen: hashOf(screen).toString('hex'), at: Date.now() } as const;
    const failure = await this.#keep(event);
    this.#renewing.delete(host);
    if (failure === undefined)
      connection.send({ type: 'renewed', secret: `${this.id}.${secret}`, screen: `${this.id}.${screen}` });
    else this.#refuse(connection, '', `${failure}, so there is no new link, and the one of before goes on`);
  }

  export(connection: Connection, format: 'csv' | 'json'): void {
    const text = format === 'csv' ? workshopCsv(this.#workshop) : workshopJson(this.#workshop, Date.now());
    connection.send({ type: 'exported', format, text });
  }

  async delete(connection: Connection): Promise<boolean> {
    try {
      await this.#log.delete(this.id);
    } catch (error) {
      this.#refuse(connection, '', `${whyNotKept(error)}, so nothing was deleted`);
      return false;
    }
    this.end();
    return true;
  }

  #refuse(connection: Connection, id: string, what: string): void {
    connection.send({ type: 'refused', id, sentence: `${what}. Make room there, and try again.` });
  }

  /** Nothing of it is kept any more. */
  end(): void {
    if (this.#isOver) return;
    this.audience.tellDeleted();
    this.close('deleted', GONE);
  }

  /** It is served no more. */
  close(why: ClosingReason, sentence: string): void {
    this.#isOver = true;
    this.audience.closeAll(why, sentence);
  }

  /** Of the log, in its order: what happened at this server, and at others that share it. From then on pages may see it. */
  take({ event, key }: Pick<Row, 'event' | 'key'>, position: string): void {
    applyEvent(this.#workshop, event);
    if (event.type === 'joined' && key !== undefined) this.#kept.keys.set(event.member, key);
    this.#events += 1;
    this.#sinceSnapshot += 1;
    this.#show(event);
    this.#keepSnapshot(position);
  }

  #show(event: WorkshopEvent): void {
    if ('member' in event) this.audience.touch(event.member);
    if (event.type === 'left') this.audience.dismiss([event.member], 'You left the workshop.');
    if (event.type === 'renewed') this.audience.showOut(this.#renewing.get(event.host));
    if (event.type !== 'acted') return;
    const { act } = event;
    const members =
      'member' in act && act.member !== null ? [act.member] : act.kind === 'remove-many' ? act.members : [];
    for (const member of members) this.audience.touch(member);
    this.audience.tellAll();
    if (act.kind === 'remove' || act.kind === 'remove-many') this.audience.dismiss(members, REMOVED);
  }

  /** @returns why it was not kept, as the beginning of a sentence; undefined when it was */
  async #keep(event: WorkshopEvent, key?: Uint8Array): Promise<string | undefined> {
    if (this.#isOver) return 'This workshop is not held here any more';
    try {
      await this.#log.append({ workshop: this.id, event, ...(key && { key }) });
      return undefined;
    } catch (error) {
      // It may have been kept after all: pages come back, and send again what was not acknowledged.
      if (this.#log.shared?.isAway === true) this.audience.closeAll('restarting', LOST);
      return whyNotKept(error);
    }
  }

  /** Alone, a server numbers members itself. */
  async #nextNumber(): Promise<number> {
    this.#lastNumber =
      (await this.#log.shared?.nextMember(this.id)) ?? Math.max(this.#lastNumber, this.#workshop.joined) + 1;
    return this.#lastNumber;
  }

  /** Nobody asked for it, so nobody is told when it cannot be kept: it is tried again later. */
  #keepSnapshot(position: string): void {
    if (this.#sinceSnapshot < Math.max(SNAPSHOT_EVERY, this.#events / 4)) return;
    this.#sinceSnapshot = 0;
    const text = writeSnapshot(this.#workshop);
    void this.#log.snapshot(this.id, position, text, this.#kept.keys).catch(() => undefined);
  }
}

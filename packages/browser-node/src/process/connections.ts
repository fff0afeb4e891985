/**
 * This process's ends of byte streams (TCP, pipes, IPC channels). Bytes go through the kernel; an end is a token that several
 * processes can hold, as a file descriptor is on Unix. Nothing is delivered to an end that was not opened here, so that a
 * connection can be handed on unread.
 */
import { peerOf, type Addresses, type DataMessage, type EndId, type StreamItem } from '../protocol.ts';
import { enqueue } from './loop.ts';
import { onKernel, tellKernel } from './kernel-link.ts';
import { UV } from './uv.ts';

/**
 * Bytes on their way that the other side has not taken; beyond it a write waits, as on a full socket buffer.
 * @public for tests, which load a process's modules anew and so name none of them to knip
 */
export const WINDOW_BYTES = 256 * 1024;
/** The least cost of a message, since a small one costs its carriers as much. */
const MESSAGE_COST = 128;

/** The receiver of arriving bytes. */
export interface ConnectionReader {
  /** Whether it takes bytes now; a receiver that never pauses leaves it out. */
  readonly isReading?: boolean;
  /** @param isFresh at the start of a macrotask */
  onArrival(isFresh: boolean): void;
}

const connections = new Map<EndId, Connection>();

export class Connection {
  readonly end: EndId;
  readonly addresses: Addresses | undefined;
  readonly isIpc: boolean;
  reader: ConnectionReader | undefined;
  bytesRead = 0;
  bytesWritten = 0;
  hasSentFin = false;
  /** The libuv error of a write; 0 while writing works. */
  writeError = 0;
  isPeerGone = false;
  /** Handles of this process that share it. */
  references = 0;

  readonly #inbox: StreamItem[] = [];
  #waiting: ((status: number) => void)[] = [];
  /** Messages kept back until an end that one of them carries is quiet; undefined while there are none. */
  #held: (() => void)[] | undefined;
  #isOpen = false;
  /** Another process reads it now; this one still hears of its end. */
  #isHandedOn = false;
  #inFlight = 0;
  /** Lengths of the messages that are on their way, and what they cost. */
  readonly #posted: number[] = [];
  #postedCost = 0;
  /** What waits here, as the other side has enough to take: a page's queue is not filled by one program. */
  readonly #outbox: (() => void)[] = [];
  #taken = 0;
  #takenCost = 0;
  #onDetached: (() => void) | undefined;

  private constructor(end: EndId, addresses: Addresses | undefined, isIpc: boolean) {
    this.end = end;
    this.addresses = addresses;
    this.isIpc = isIpc;
  }

  /** The end as this process knows it, of which it got hold once more; made when it is new here. */
  static of(end: EndId, addresses?: Addresses, isIpc = false): Connection {
    const known = connections.get(end);
    const connection = known ?? new Connection(end, addresses, isIpc);
    connections.set(end, connection);
    connection.references++;
    return connection;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get hasInput(): boolean {
    return this.#inbox.length > 0;
  }

  /** What came is on its way to whoever reads it. */
  get isDelivering(): boolean {
    return this.hasInput && this.reader?.isReading === true;
  }

  /** Bytes written that wait for the other side. */
  get backlog(): number {
    return Math.max(0, this.#inFlight - WINDOW_BYTES);
  }

  /** From now on what comes is delivered here. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    tellKernel({ op: 'open', end: this.end });
  }

  /** Who writes wants to hear of the end, and takes nothing away from who reads. */
  listen(): void {
    if (!this.#isHandedOn) this.open();
  }

  /** @param item its bytes are given away */
  send(item: Omit<DataMessage, 'end'>): void {
    const { length } = item.bytes;
    this.#inFlight += length;
    this.bytesWritten += length;
    this.inOrder(() => {
      this.#posted.push(length);
      this.#postedCost += length + MESSAGE_COST;
      tellKernel({ ...item, end: this.end }, [item.bytes.buffer]);
    });
  }

  /** Sends the waiting messages, for a process that will not be here later. */
  flush(): void {
    for (const send of this.#outbox.splice(0)) send();
  }

  /** Calls back when the other side has taken enough; at once with an error when nobody takes more. */
  whenTaken(callback: (status: number) => void): void {
    this.#waiting.push(callback);
  }

  get isFull(): boolean {
    return this.#inFlight > WINDOW_BYTES;
  }

  sendFin(): void {
    if (this.hasSentFin) return;
    this.hasSentFin = true;
    this.inOrder(() => tellKernel({ op: 'fin', end: this.end }));
  }

  /** Keeps messages back from now on until `isReady` calls its argument. */
  holdUntil(isReady: (release: () => void) => void): void {
    const held: (() => void)[] = [];
    const outer = this.#held;
    this.#held = held;
    isReady(() => {
      if (this.#held === held) this.#held = outer;
      for (const send of held) this.inOrder(send);
    });
  }

  /** Ends the stream after all earlier messages. */
  inOrder(send: () => void): void {
    if (this.#held !== undefined) this.#held.push(send);
    else if (this.#outbox.length > 0 || this.#postedCost > WINDOW_BYTES) this.#outbox.push(send);
    else send();
  }

  read(): StreamItem | undefined {
    const item = this.#inbox.shift();
    if (item?.op === 'data') this.#note(item.bytes.length);
    return item;
  }

  /** What whoever read it could not take. */
  unread(bytes: Uint8Array<ArrayBuffer>): void {
    this.#inbox.unshift({ op: 'data', bytes });
    this.bytesRead -= bytes.length;
    this.#taken -= bytes.length;
    this.#takenCost -= bytes.length;
  }

  #note(bytes: number): void {
    this.bytesRead += bytes;
    this.#taken += bytes;
    this.#takenCost += bytes + MESSAGE_COST;
    if (this.#takenCost < WINDOW_BYTES / 2) return;
    tellKernel({ op: 'taken', end: this.end, bytes: this.#taken });
    this.#taken = this.#takenCost = 0;
  }

  /** Stops delivery here and returns the unread bytes to the kernel, for the next process that opens the end. */
  handOn(done: () => void): void {
    this.flush();
    this.#onDetached = () => {
      this.#isOpen = false;
      this.#isHandedOn = true;
      const items = this.#inbox.splice(0);
      this.#inbox.push(...items.filter(({ op }) => op !== 'data'));
      tellKernel({ op: 'give-back', end: this.end, items: items.filter(({ op }) => op === 'data') });
      done();
    };
    tellKernel({ op: 'detach', end: this.end });
  }

  /** Takes one handle off; the last one releases the end. */
  release(isReset = false): void {
    if (this.references === 1) this.flush();
    const waiting = this.#waiting.splice(0);
    for (const callback of waiting) enqueue(() => callback(UV.ECANCELED));
    if (--this.references === 0) connections.delete(this.end);
    this.inOrder(() => tellKernel({ op: 'release', end: this.end, isReset }));
  }

  receive(item: StreamItem): void {
    if (item.op === 'reset') this.writeError = UV.EPIPE;
    if (item.op === 'hangup') {
      this.isPeerGone = true;
      this.#settleWaiting(UV.EPIPE);
    }
    this.#inbox.push(item);
    this.reader?.onArrival(true);
  }

  taken(bytes: number): void {
    // Several writers of one end may hear of each other's bytes.
    this.#inFlight = Math.max(0, this.#inFlight - bytes);
    for (let left = bytes; left >= 0 && this.#posted.length > 0 && (this.#posted[0] ?? 0) <= left;) {
      const length = this.#posted.shift() ?? 0;
      left -= length;
      this.#postedCost -= length + MESSAGE_COST;
    }
    while (this.#outbox.length > 0 && this.#postedCost <= WINDOW_BYTES) this.#outbox.shift()?.();
    if (!this.isFull) this.#settleWaiting(0);
  }

  detached(): void {
    this.#onDetached?.();
    this.#onDetached = undefined;
  }

  #settleWaiting(status: number): void {
    const waiting = this.#waiting.splice(0);
    if (waiting.length > 0) enqueue(() => waiting.forEach((callback) => callback(status)), true);
  }
}

let pairs = 0;

/** A name for a pair that this process makes. */
export function newPair(pid: number): { readonly ours: EndId; readonly theirs: EndId } {
  const ours: EndId = `${pid}.${++pairs}a`;
  return { ours, theirs: peerOf(ours) };
}

export function flushConnections(): void {
  for (const connection of connections.values()) connection.flush();
}

export function listenForStreams(): void {
  onKernel('stream', ({ end, item }) => connections.get(end)?.receive(item));
  onKernel('taken', ({ end, bytes }) => connections.get(end)?.taken(bytes));
  onKernel('detached', ({ end }) => connections.get(end)?.detached());
}

/**
 * One end of a message channel. Both ends made here speak directly; once one of them is given to another thread the kernel stands
 * between them, as between two processes: a token travels, and waiting messages wait with the kernel.
 */
import { Connection, newPair, type ConnectionReader } from '../connections.ts';
import { fire, HandleWrap } from '../handles/async-wrap.ts';
import { tellKernel } from '../kernel-link.ts';
import { started } from '../realm.ts';
import type { EndId, StreamItem } from '../../protocol.ts';

/** A port on its way, and the places of the value that it belongs to. */
export interface CarriedPort<Port> {
  readonly paths: readonly (readonly string[])[];
  readonly port: Port;
}

export interface Message<Port> {
  readonly value: unknown;
  readonly ports: readonly CarriedPort<Port>[];
}

type Sent = Message<EndId>;

export class Channel extends HandleWrap implements ConnectionReader {
  /** Set by the port that it belongs to. */
  onMessage: (message: Message<Channel>) => void = () => undefined;
  onClosed: () => void = () => undefined;
  #peer: Channel | undefined;
  #connection: Connection | undefined;
  #inbox: Message<Channel>[] = [];
  #isStarted = false;

  constructor() {
    super('MessagePort');
  }

  static pair(): [Channel, Channel] {
    const [one, other] = [new Channel(), new Channel()];
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  static of(end: EndId): Channel {
    const channel = new Channel();
    channel.#connect(end);
    return channel;
  }

  #connect(end: EndId): void {
    this.#peer = undefined;
    this.#connection = Connection.of(end);
    this.#connection.reader = this;
    if (this.#isStarted) this.#connection.open();
  }

  protected override isActive(): boolean {
    return !this.isClosing;
  }

  send(message: Message<Channel>): void {
    if (this.#peer !== undefined) this.#peer.#arrive(message);
    const connection = this.#connection;
    if (connection === undefined) return;
    const ports = message.ports.map(({ paths, port }) => ({ paths, port: port.#export(connection) }));
    const sent: Sent = { value: message.value, ports };
    const bytes = new Uint8Array(0);
    connection.send({ op: 'data', bytes, clone: { value: sent }, ports: ports.map(({ port }) => port) });
    for (const { port } of message.ports) connection.inOrder(() => port.#letGo());
  }

  /** Makes a token that another thread can open, with all waiting messages. @param carrier the message's channel */
  #export(carrier: Connection): EndId {
    if (this.#connection !== undefined) {
      const connection = this.#connection;
      if (connection.isOpen) carrier.holdUntil((release) => connection.handOn(release));
      return connection.end;
    }
    const { ours, theirs } = newPair(started().pid);
    tellKernel({ op: 'pair', end: ours });
    if (this.#peer === undefined) tellKernel({ op: 'release', end: ours, isReset: false });
    else this.#peer.#connect(ours);
    this.#connection = Connection.of(theirs);
    const waiting = this.#inbox.splice(0).map((message) => this.#asItem(message, carrier));
    if (waiting.length > 0) tellKernel({ op: 'give-back', end: theirs, items: waiting });
    return theirs;
  }

  #asItem({ value, ports }: Message<Channel>, carrier: Connection): StreamItem {
    const exported = ports.map(({ paths, port }) => ({ paths, port: port.#export(carrier) }));
    for (const { port } of ports) carrier.inOrder(() => port.#letGo());
    const sent: Sent = { value, ports: exported };
    return { op: 'data', bytes: new Uint8Array(0), clone: { value: sent }, ports: exported.map(({ port }) => port) };
  }

  /** The end lives elsewhere now. */
  #letGo(): void {
    this.#connection?.release();
    this.#connection = undefined;
    super.close();
  }

  start(): void {
    this.#isStarted = true;
    this.#connection?.open();
    this.#schedule(this.#inbox.length);
  }

  stop(): void {
    this.#isStarted = false;
  }

  #arrive(message: Message<Channel>): void {
    this.#inbox.push(message);
    if (this.#isStarted) this.#schedule(1);
  }

  onArrival(isFresh: boolean): void {
    if (this.#isStarted) fire(this, () => this.#deliver(), isFresh);
  }

  #schedule(count: number): void {
    for (let each = 0; each < count; each++) fire(this, () => this.#deliver());
  }

  #deliver(): void {
    if (!this.#isStarted || this.isClosing) return;
    const message = this.take();
    if (message !== undefined) this.onMessage(message);
  }

  /** The next message, if one is here. */
  take(): Message<Channel> | undefined {
    const message = this.#inbox.shift();
    if (message !== undefined) return message;
    const item = this.#connection?.read();
    if (item === undefined) return undefined;
    if (item.op !== 'data') {
      this.close();
      return undefined;
    }
    const { value, ports } = item.clone?.value as Sent;
    return { value, ports: ports.map(({ paths, port }) => ({ paths, port: Channel.of(port) })) };
  }

  /** Messages from before the other side's end are still delivered. */
  drain(): void {
    for (let message = this.take(); message !== undefined; message = this.take()) this.onMessage(message);
  }

  override close(): void {
    if (this.isClosing) return;
    const peer = this.#peer;
    this.#peer = undefined;
    super.close(() => this.onClosed());
    this.#connection?.release();
    if (peer !== undefined) fire(peer, () => peer.close());
  }
}

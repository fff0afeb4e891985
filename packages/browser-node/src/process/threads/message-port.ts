/** `MessagePort` and `MessageChannel`, over which Node's library puts its event target. */
import { binding } from '../binding.ts';
import { Channel } from './channel.ts';
import { cloneError, packed, unpacked } from './packing.ts';

type Options = readonly object[] | { readonly transfer?: readonly object[] } | null | undefined;

interface Symbols {
  readonly oninit: symbol;
  readonly handle_onclose: symbol;
  readonly no_message_symbol: symbol;
}

const RECEIVING_PORTS = Symbol.for('nodejs.internal.kCurrentlyReceivingPorts');
const DISPATCH = Symbol.for('nodejs.internal.kHybridDispatch');

const symbols = () => binding<Symbols>('symbols');

export class MessagePort {
  #channel: Channel | undefined;

  /** A program has no channel to pass, so it cannot make a port. */
  constructor(channel: Channel) {
    if (!(channel instanceof Channel)) {
      throw Object.assign(new TypeError('Constructor cannot be called'), { code: 'ERR_CONSTRUCT_CALL_INVALID' });
    }
    this.#channel = channel;
    channel.onMessage = (message) => this.#emit(unpacked(message, newPort));
    channel.onClosed = () => this.#call(symbols().handle_onclose);
    this.#call(symbols().oninit);
  }

  /** The handler that Node's library put there. */
  #call(symbol: symbol, ...args: unknown[]): void {
    (Reflect.get(this, symbol) as (...args: unknown[]) => void).apply(this, args);
  }

  #emit({ value, ports }: { value: unknown; ports: readonly MessagePort[] }): void {
    Reflect.set(this, RECEIVING_PORTS, ports);
    try {
      this.#call(DISPATCH, value, 'message', undefined);
    } finally {
      Reflect.set(this, RECEIVING_PORTS, undefined);
    }
  }

  postMessage(value: unknown, options?: Options): boolean {
    const transfer = transferList(options);
    if (transfer.includes(this)) throw cloneError('Transfer list contains source port');
    const isPort = (each: object): each is MessagePort => #channel in each;
    const message = packed(value, transfer, { isPort, detach: (port) => port.#detach() });
    this.#channel?.send(message);
    return true;
  }

  #detach(): Channel {
    const channel = this.#channel;
    this.#channel = undefined;
    if (channel === undefined) throw cloneError('MessagePort in transfer list is already detached');
    channel.stop();
    return channel;
  }

  start(): void {
    this.#channel?.start();
  }

  close(): void {
    this.#channel?.close();
  }

  drain(): void {
    this.#channel?.drain();
  }

  ref(): void {
    this.#channel?.ref();
  }

  unref(): void {
    this.#channel?.unref();
  }

  /** Undefined for a port that is closed or was given away. */
  hasRef(): boolean | undefined {
    return this.#channel === undefined || this.#channel.isClosing ? undefined : this.#channel.hasRef();
  }

  static take(port: MessagePort): unknown {
    const message = port.#channel?.take();
    return message === undefined ? symbols().no_message_symbol : unpacked(message, newPort).value;
  }

  static stop(port: MessagePort): void {
    port.#channel?.stop();
  }
}

export function newPort(channel: Channel): MessagePort {
  return new MessagePort(channel);
}

export class MessageChannel {
  readonly port1: MessagePort;
  readonly port2: MessagePort;

  constructor() {
    const [one, other] = Channel.pair();
    this.port1 = new MessagePort(one);
    this.port2 = new MessagePort(other);
  }
}

function transferList(options: Options): readonly object[] {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object') throw notIterable('transferList');
  if (isIterable(options)) return [...options];
  const { transfer } = options as { readonly transfer?: unknown };
  if (transfer === undefined) return [];
  if (!isIterable(transfer)) throw notIterable('options.transfer');
  return [...transfer];
}

function isIterable(value: unknown): value is Iterable<object> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function notIterable(name: string): TypeError {
  const message = `Optional ${name} argument must be an iterable`;
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
}

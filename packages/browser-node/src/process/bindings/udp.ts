/** `udp_wrap`: datagrams between the sandbox's processes. They arrive or are lost, as on the real thing; here none is. */
import { binding, defineBinding } from '../binding.ts';
import { HandleWrap, Request, fire } from '../handles/async-wrap.ts';
import { addListener, newSocketId, removeListener } from '../handles/bound-sockets.ts';
import { connectDatagrams } from '../handles/passing.ts';
import { familyOf, isTaken, OWN_ADDRESS, portFor, socketIdFor } from '../handles/ports.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { asBuffer } from '../realm.ts';
import { UV } from '../uv.ts';
import type { BoundSocket, DatagramAddress } from '../../protocol.ts';

interface AddressInfo {
  address?: string;
  family?: string;
  port?: number;
}

/** Linux's, of an IPv4 datagram. */
const LARGEST_DATAGRAM = 65_507;
const USUAL_BUFFER_SIZE = 212_992;
/** Linux gives twice what is asked for, and no less than so much. */
const SMALLEST_BUFFER_SIZE = 2_304;
const LARGEST_TTL = 255;
/** Addresses of groups. */
const MULTICAST = /^(?:22[4-9]|23\d)\.|^ff/i;
type Flag = 'UV_UDP_IPV6ONLY' | 'UV_UDP_REUSEADDR' | 'UV_UDP_REUSEPORT';

const constants = () => binding<{ constants: Record<Flag, number> }>('udp_wrap').constants;
const ANY = { IPv4: '0.0.0.0', IPv6: '::' } as const;

const receiving = new Map<string, UDP>();

class UDP extends HandleWrap {
  declare onmessage: (size: number, handle: UDP, bytes: Uint8Array, from: object) => void;
  bound: BoundSocket | undefined;
  readonly fd = -1;
  #listener: string | undefined;
  #remote: DatagramAddress | undefined;
  readonly #bufferSizes = { receive: USUAL_BUFFER_SIZE, send: USUAL_BUFFER_SIZE };
  readonly #groups = new Set<string>();

  protected override isActive(): boolean {
    return this.#listener !== undefined;
  }

  /** @param wanted what Node's library was given, which may be no number */
  bind(address: string, wanted: unknown, flags = 0): number {
    if (this.bound !== undefined) return UV.EINVAL;
    if (!OWN_ADDRESS.test(address)) return UV.EADDRNOTAVAIL;
    const { UV_UDP_IPV6ONLY, UV_UDP_REUSEADDR, UV_UDP_REUSEPORT } = constants();
    const port = portFor(Number(wanted) >>> 0, address, true);
    const id = socketIdFor((flags & (UV_UDP_REUSEADDR | UV_UDP_REUSEPORT)) !== 0, address, port);
    const socket = { id, address, port, isDatagram: true, isIPv6Only: (flags & UV_UDP_IPV6ONLY) !== 0 };
    if (isTaken(socket)) return UV.EADDRINUSE;
    this.bound = socket;
    return 0;
  }

  connect(address: string, port: number): number {
    this.#remote = { address, port };
    return this.bound === undefined ? this.#bindAny(address) : 0;
  }

  #bindAny(target: string): number {
    return UDP.prototype.bind.call(this, ANY[familyOf(target)], 0);
  }

  disconnect(): number {
    this.#remote = undefined;
    return 0;
  }

  /** @returns one more than it sent: it never waits */
  send(_request: Request, list: readonly ArrayBufferView[], _count: number, ...rest: unknown[]): number {
    const target = rest.length > 1 ? { port: rest[0] as number, address: rest[1] as string } : this.#remote;
    if (target === undefined) return UV.EDESTADDRREQ;
    if (this.bound === undefined) this.#bindAny(target.address);
    const size = list.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (size > LARGEST_DATAGRAM) return UV.EMSGSIZE;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const { buffer, byteOffset, byteLength } of list) {
      bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
      at += byteLength;
    }
    const { address = '', port = 0 } = this.bound ?? {};
    tellKernel({ op: 'send-datagram', from: { address, port }, target, bytes }, [bytes.buffer]);
    return size + 1;
  }

  recvStart(): number {
    if (this.#listener !== undefined || this.bound === undefined) return 0;
    this.#listener = newSocketId();
    receiving.set(this.#listener, this);
    addListener(this.#listener, this.bound);
    return 0;
  }

  recvStop(): number {
    const listener = this.#listener;
    this.#listener = undefined;
    if (listener === undefined) return 0;
    receiving.delete(listener);
    removeListener(listener);
    return 0;
  }

  receive({ address, port }: DatagramAddress, bytes: Uint8Array): void {
    const remote = this.#remote;
    if (remote !== undefined && (remote.port !== port || remote.address !== address)) return;
    const from = { address, family: familyOf(address), port };
    fire(this, () => this.#listener !== undefined && this.onmessage(bytes.length, this, asBuffer(bytes), from), true);
  }

  protected override onClose(): void {
    this.recvStop();
  }

  getsockname(out: AddressInfo): number {
    return this.bound === undefined ? UV.EBADF : fill(out, this.bound);
  }

  getpeername(out: AddressInfo): number {
    return this.#remote === undefined ? UV.ENOTCONN : fill(out, this.#remote);
  }

  bufferSize(size: number, isReceive: boolean): number {
    const kind = isReceive ? 'receive' : 'send';
    if (size !== 0) this.#bufferSizes[kind] = Math.max(SMALLEST_BUFFER_SIZE, size * 2);
    return this.#bufferSizes[kind];
  }

  getSendQueueSize = () => 0;
  getSendQueueCount = () => 0;
  setBroadcast = () => this.#ifBound();
  setTTL = (hops: number) => (hops < 1 || hops > LARGEST_TTL ? UV.EINVAL : this.#ifBound());
  setMulticastTTL = (hops: number) => (hops < 0 || hops > LARGEST_TTL ? UV.EINVAL : this.#ifBound());
  setMulticastLoopback = () => this.#ifBound();
  setMulticastInterface = (address: string) => {
    if (!OWN_ADDRESS.test(address.replace(/%.*$/, ''))) return UV.EADDRNOTAVAIL;
    return this.#ifBound();
  };

  /** There is no socket before it is bound. */
  #ifBound(): number {
    return this.bound === undefined ? UV.EBADF : 0;
  }

  /** No group is larger than one page: nothing is sent to one. */
  addMembership(group: string): number {
    if (!MULTICAST.test(group)) return UV.EINVAL;
    if (this.#groups.has(group)) return UV.EADDRINUSE;
    this.#groups.add(group);
    return 0;
  }

  dropMembership(group: string): number {
    if (!MULTICAST.test(group)) return UV.EINVAL;
    return this.#groups.delete(group) ? 0 : UV.EADDRNOTAVAIL;
  }

  addSourceSpecificMembership = (_source: string, group: string) => this.addMembership(group);
  dropSourceSpecificMembership = (_source: string, group: string) => this.dropMembership(group);
  open = () => UV.EBADF;
}

// Node's library takes these for sockets of IPv6, and moves them from one handle to another.
for (const name of ['bind', 'connect', 'send']) {
  Object.assign(UDP.prototype, { [`${name}6`]: Reflect.get(UDP.prototype, name) as unknown });
}

function fill(out: AddressInfo, { address, port }: DatagramAddress): number {
  Object.assign(out, { address, family: familyOf(address), port });
  return 0;
}

export function listenForDatagrams(): void {
  onKernel('datagram', ({ listener, from, bytes }) => receiving.get(listener)?.receive(from, bytes));
}

connectDatagrams(UDP);
defineBinding('udp_wrap', () => ({ UDP, SendWrap: class SendWrap extends Request {} }));

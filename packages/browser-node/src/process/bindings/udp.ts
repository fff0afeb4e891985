/** `udp_wrap`: datagrams between the sandbox's processes. They arrive or are lost, as on the real thing; here none is. */
import { defineBinding } from '../binding.ts';
import { HandleWrap, Request, fire } from '../handles/async-wrap.ts';
import { addListener, newSocketId, removeListener } from '../handles/bound-sockets.ts';
import { connectDatagrams } from '../handles/passing.ts';
import { familyOf, isTaken, OWN_ADDRESS, portFor } from '../handles/ports.ts';
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
const ANY = { IPv4: '0.0.0.0', IPv6: '::' } as const;

const receiving = new Map<string, UDP>();

class UDP extends HandleWrap {
  declare onmessage: (size: number, handle: UDP, bytes: Uint8Array, from: object) => void;
  bound: BoundSocket | undefined;
  readonly fd = -1;
  #listener: string | undefined;
  #remote: DatagramAddress | undefined;

  protected override isActive(): boolean {
    return this.#listener !== undefined;
  }

  bind(address: string, port: number): number {
    if (this.bound !== undefined) return UV.EINVAL;
    if (!OWN_ADDRESS.test(address)) return UV.EADDRNOTAVAIL;
    const socket = { id: newSocketId(), address, port: portFor(port, address, true), isDatagram: true };
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
    if (listener === undefined || this.bound === undefined) return 0;
    receiving.delete(listener);
    removeListener(listener, this.bound);
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

  bufferSize = (size: number) => size || USUAL_BUFFER_SIZE;
  getSendQueueSize = () => 0;
  getSendQueueCount = () => 0;
  setBroadcast = () => 0;
  setTTL = () => 0;
  setMulticastTTL = () => 0;
  setMulticastLoopback = () => 0;
  setMulticastInterface = () => 0;
  /** No group is larger than one page. */
  addMembership = () => UV.ENODEV;
  dropMembership = () => UV.ENODEV;
  addSourceSpecificMembership = () => UV.ENODEV;
  dropSourceSpecificMembership = () => UV.ENODEV;
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

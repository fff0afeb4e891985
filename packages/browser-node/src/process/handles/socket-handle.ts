/** Sockets of `node:net`: they listen, or connect. Ports are the sandbox's own; the kernel matches both sides. */
import { Connection, newPair } from '../connections.ts';
import { descriptors } from '../files/descriptors.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { beginRequest, endRequest } from '../loop.ts';
import { started } from '../realm.ts';
import { UV } from '../uv.ts';
import type { Addresses, BoundSocket, EndId, ToKernel } from '../../protocol.ts';
import { fire, type Request } from './async-wrap.ts';
import { addListener, newSocketId, removeListener, setBoundSockets } from './bound-sockets.ts';
import { StreamWrap } from './stream-wrap.ts';

type Target = Extract<ToKernel, { op: 'connect' }>['target'];

const listening = new Map<string, SocketHandle>();
const connecting = new Map<EndId, (status: number, addresses: Addresses | undefined) => void>();

/** A handle of `net`, as Node's TCP and Pipe: a stream, or a socket that listens for streams of its kind. */
export abstract class SocketHandle extends StreamWrap {
  declare onconnection: ((status: number, client: SocketHandle) => void) | undefined;

  /** Its address; the same in every process that holds it. */
  bound: BoundSocket | undefined;
  /** An error of `bind`, reported by `listen`, as in libuv. */
  bindError = 0;
  #listener: string | undefined;
  #descriptor: number | undefined;

  protected abstract makeClient(): SocketHandle;

  get isListening(): boolean {
    return this.#listener !== undefined;
  }

  protected override isActive(): boolean {
    return !this.isClosing && (this.isListening || super.isActive());
  }

  protected listenOn(socket: BoundSocket): number {
    if (this.#listener !== undefined) return 0;
    this.bound = socket;
    this.#listener = newSocketId();
    listening.set(this.#listener, this);
    addListener(this.#listener, socket);
    return 0;
  }

  /** Accepts a connection that the kernel brought. */
  accept(end: EndId, addresses: Addresses | undefined): void {
    fire(
      this,
      () => {
        const client = this.makeClient();
        client.attach(Connection.of(end, addresses));
        if (this.onconnection === undefined) client.close();
        else this.onconnection(0, client);
      },
      true,
    );
  }

  protected connectTo(request: Request, target: Target, local: { address: string | undefined; port: number }): number {
    const { ours } = newPair(started().pid);
    beginRequest();
    connecting.set(ours, (status, addresses) =>
      fire(request, () => this.#connected(request, ours, status, addresses), true),
    );
    tellKernel({ op: 'connect', end: ours, target, local });
    return 0;
  }

  #connected(request: Request, end: EndId, status: number, addresses: Addresses | undefined): void {
    endRequest();
    const connection = status === 0 ? Connection.of(end, addresses) : undefined;
    if (this.isClosing) {
      connection?.release();
      request.settle(UV.ECANCELED, this, request, false, false);
      return;
    }
    if (connection !== undefined) this.attach(connection);
    request.settle(status, this, request, true, true);
  }

  /** Takes over one of the process's descriptors, a standard stream or the IPC channel, which is closed with it. */
  open(fd: number): number {
    const file = descriptors.get(fd);
    if (file === undefined) return UV.EBADF;
    if (file.kind !== 'pipe') return UV.EINVAL;
    this.attach(file.connection);
    this.#descriptor = fd;
    return 0;
  }

  protected override onClose(): void {
    if (this.#listener !== undefined) {
      listening.delete(this.#listener);
      removeListener(this.#listener);
      this.#listener = undefined;
    }
    if (this.#descriptor !== undefined) descriptors.delete(this.#descriptor);
    super.onClose();
  }
}

export function listenForConnections(): void {
  onKernel('sockets', ({ sockets }) => setBoundSockets(sockets));
  onKernel('incoming', ({ listener, end, addresses }) => {
    const socket = listening.get(listener);
    if (socket === undefined) tellKernel({ op: 'release', end, isReset: true });
    else socket.accept(end, addresses);
  });
  onKernel('connected', ({ end, addresses }) => settle(end, 0, addresses));
  onKernel('refused', ({ end, code }) => settle(end, UV[code], undefined));
}

function settle(end: EndId, status: number, addresses: Addresses | undefined): void {
  const callback = connecting.get(end);
  connecting.delete(end);
  callback?.(status, addresses);
}

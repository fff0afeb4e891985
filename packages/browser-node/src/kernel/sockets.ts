/** Listening sockets with their processes, and the process for each connection. */
import type { Addresses, BoundSocket, DatagramAddress, ToKernel } from '../protocol.ts';

type Connect = Extract<ToKernel, { op: 'connect' }>;
type SendDatagram = Extract<ToKernel, { op: 'send-datagram' }>;

interface Acceptor {
  readonly pid: number;
  readonly listener: string;
}

interface Listening {
  readonly socket: BoundSocket;
  /** Several processes share a socket: they take turns. */
  acceptors: readonly Acceptor[];
  turn: number;
}

export interface Match {
  readonly acceptor: Acceptor;
  /** Addresses for the connecting and for the accepting side; undefined for sockets in the file system. */
  readonly client: Addresses | undefined;
  readonly server: Addresses | undefined;
}

/** Ports for connections that did not ask for one. */
const CLIENT_PORTS = { first: 49_152, last: 65_535 } as const;
const ANY = ['0.0.0.0', '::'];

export class Sockets {
  #listening: readonly Listening[] = [];
  #nextPort: number = CLIENT_PORTS.first;

  get table(): readonly BoundSocket[] {
    return this.#listening.map(({ socket }) => socket);
  }

  /** Each socket with the processes that have it open: the accepting ones, and its maker while that lives. */
  holders(isAlive: (pid: number) => boolean): readonly { readonly socket: BoundSocket; readonly heldBy: number[] }[] {
    return this.#listening.map(({ socket, acceptors }) => {
      const maker = Number(socket.id.split(':')[0]);
      const pids = new Set([...acceptors.map(({ pid }) => pid), ...(isAlive(maker) ? [maker] : [])]);
      return { socket, heldBy: [...pids] };
    });
  }

  listen(pid: number, listener: string, socket: BoundSocket): void {
    const shared = this.#listening.find((each) => each.socket.id === socket.id);
    if (shared === undefined)
      this.#listening = [...this.#listening, { socket, acceptors: [{ pid, listener }], turn: 0 }];
    else shared.acceptors = [...shared.acceptors, { pid, listener }];
  }

  /** Ends the listening of processes that `isGone` confirms. @returns whether a socket is free again */
  drop(isGone: (acceptor: Acceptor) => boolean): boolean {
    const before = this.#listening.length;
    for (const each of this.#listening) each.acceptors = each.acceptors.filter((acceptor) => !isGone(acceptor));
    this.#listening = this.#listening.filter(({ acceptors }) => acceptors.length > 0);
    return this.#listening.length < before;
  }

  /** @returns undefined when nobody listens there */
  match({ target, local }: Connect): Match | undefined {
    const found = this.#find(target);
    const acceptor = found?.acceptors[found.turn++ % found.acceptors.length];
    if (found === undefined || acceptor === undefined) return undefined;
    if ('path' in target) return { acceptor, client: undefined, server: undefined };
    const address = target.address === '0.0.0.0' ? '127.0.0.1' : target.address === '::' ? '::1' : target.address;
    const localAddress = local.address ?? address;
    const localPort = local.port || this.#clientPort();
    const client = { localAddress, localPort, remoteAddress: address, remotePort: target.port };
    // A listener on :: sees IPv4 addresses mapped into IPv6.
    const isMapped = found.socket.address === '::' && !address.includes(':');
    const seen = (each: string) => (isMapped ? `::ffff:${each}` : each);
    const server = {
      localAddress: seen(address),
      localPort: target.port,
      remoteAddress: seen(localAddress),
      remotePort: localPort,
    };
    return { acceptor, client, server };
  }

  /** The receiver of a datagram, and the sender's address as it sees it. */
  receiver({
    from,
    target,
  }: Pick<SendDatagram, 'from' | 'target'>): (Acceptor & { from: DatagramAddress }) | undefined {
    const found = this.#find(target, true);
    const acceptor = found?.acceptors[found.turn++ % found.acceptors.length];
    if (found === undefined || acceptor === undefined) return undefined;
    const address = ANY.includes(from.address) ? loopbackOf(target.address) : from.address;
    const isMapped = found.socket.address === '::' && !address.includes(':');
    return { ...acceptor, from: { address: isMapped ? `::ffff:${address}` : address, port: from.port } };
  }

  #find(target: Connect['target'], isDatagram = false): Listening | undefined {
    if ('path' in target) return this.#listening.find(({ socket }) => socket.path === target.path);
    const { address, port } = target;
    return this.#listening.find(({ socket }) => {
      if (socket.path !== undefined || socket.port !== port || (socket.isDatagram ?? false) !== isDatagram)
        return false;
      const takesAll = socket.address === '::' && (socket.isIPv6Only !== true || address.includes(':'));
      if (socket.address === address || takesAll) return true;
      if (ANY.includes(address)) return socket.isIPv6Only !== true || address === '::';
      return socket.address === '0.0.0.0' && !address.includes(':');
    });
  }

  #clientPort(): number {
    const port = this.#nextPort++;
    if (this.#nextPort > CLIENT_PORTS.last) this.#nextPort = CLIENT_PORTS.first;
    return port;
  }
}

function loopbackOf(address: string): string {
  return address.includes(':') && !address.startsWith('::ffff:') ? '::1' : '127.0.0.1';
}

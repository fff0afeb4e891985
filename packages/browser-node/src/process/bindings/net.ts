/** `tcp_wrap`, `pipe_wrap` and `stream_wrap`: what node:net is made of. */
import { defineBinding } from '../binding.ts';
import { parentOf } from '../../file-tree.ts';
import { absolute, changed, tree } from '../files/tree.ts';
import { AsyncWrap, Request } from '../handles/async-wrap.ts';
import { boundSockets, newSocketId } from '../handles/bound-sockets.ts';
import { SocketHandle } from '../handles/socket-handle.ts';
import { familyOf, isTaken, OWN_ADDRESS, portFor, socketIdFor } from '../handles/ports.ts';
import { StreamWrap } from '../handles/stream-wrap.ts';
import { UV } from '../uv.ts';

interface AddressInfo {
  address?: string;
  family?: string;
  port?: number;
}

const MAPPED_LOOPBACK = '::ffff:127.0.0.1';

defineBinding('stream_wrap', () => ({
  LibuvStreamWrap: StreamWrap,
  WriteWrap: class WriteWrap extends Request {},
  ShutdownWrap: class ShutdownWrap extends Request {},
}));

defineBinding('tcp_wrap', (shape) => {
  const { SERVER, SOCKET, UV_TCP_REUSEPORT, UV_TCP_IPV6ONLY } = shape['constants'] as Record<string, number>;

  class TCP extends SocketHandle {
    constructor(type: number | undefined) {
      super(type === SERVER ? 'TCPServerWrap' : 'TCPWrap');
    }

    protected makeClient(): TCP {
      return new TCP(SOCKET);
    }

    bind(address: string, wanted: number, flags = 0): number {
      if (this.bound !== undefined) return UV.EINVAL;
      if (!OWN_ADDRESS.test(address)) return UV.EADDRNOTAVAIL;
      const has = (flag = 0) => (flags & flag) !== 0;
      const port = portFor(wanted, address);
      const id = socketIdFor(has(UV_TCP_REUSEPORT), address, port);
      const socket = { id, address, port, isIPv6Only: has(UV_TCP_IPV6ONLY) };
      // Linux tells it at bind, libuv keeps it for listen.
      if (isTaken(socket)) this.bindError = UV.EADDRINUSE;
      this.bound = socket;
      return 0;
    }

    bind6(address: string, port: number, flags = 0): number {
      return this.bind(address === MAPPED_LOOPBACK ? '127.0.0.1' : address, port, flags);
    }

    listen(): number {
      if (this.bindError !== 0) return this.bindError;
      if (this.bound === undefined) this.bind('0.0.0.0', 0);
      if (this.bound === undefined || (!this.isListening && isTaken(this.bound))) return UV.EADDRINUSE;
      return this.listenOn(this.bound);
    }

    connect(request: Request, address: string, port: number): number {
      const local = { address: this.bound?.address, port: this.bound?.port ?? 0 };
      return this.connectTo(request, { address, port }, local);
    }

    connect6(request: Request, address: string, port: number): number {
      return this.connect(request, address, port);
    }

    getsockname(out: AddressInfo): number {
      const { addresses } = this.connection ?? {};
      if (addresses !== undefined) return fill(out, addresses.localAddress, addresses.localPort);
      return this.bound === undefined ? UV.EBADF : fill(out, this.bound.address, this.bound.port);
    }

    getpeername(out: AddressInfo): number {
      const { addresses } = this.connection ?? {};
      return addresses === undefined ? UV.ENOTCONN : fill(out, addresses.remoteAddress, addresses.remotePort);
    }

    reset(callback?: () => void): number {
      if (this.isClosing) return 0;
      this.drop();
      this.close(callback);
      return 0;
    }

    // Nothing is delayed or probed on a machine that is one page.
    setNoDelay = () => 0;
    setKeepAlive = () => 0;
    setTypeOfService = () => 0;
    getTypeOfService = () => 0;
  }

  return { TCP, TCPConnectWrap: class TCPConnectWrap extends Request {} };
});

defineBinding('pipe_wrap', (shape) => {
  const { IPC, SERVER } = shape['constants'] as { IPC: number; SERVER: number };

  class Pipe extends SocketHandle {
    readonly ipc: boolean;

    constructor(type: number) {
      super(type === SERVER ? 'PipeServerWrap' : 'PipeWrap');
      this.ipc = type === IPC;
    }

    protected makeClient(): Pipe {
      return new Pipe((shape['constants'] as { SOCKET: number }).SOCKET);
    }

    bind(name: string): number {
      const path = absolute(name);
      if (tree.get(path) !== undefined || boundSockets().some((socket) => socket.path === path)) return UV.EADDRINUSE;
      // As libuv says it of a folder that is not there.
      if (tree.get(parentOf(path))?.type !== 'folder') return UV.EACCES;
      this.bound = { id: newSocketId(), address: '', port: 0, path };
      return 0;
    }

    listen(): number {
      if (this.bound?.path === undefined) return UV.EINVAL;
      if (tree.get(this.bound.path) === undefined) {
        tree.socket(this.bound.path);
        changed({ do: 'socket', path: this.bound.path });
      }
      return this.listenOn(this.bound);
    }

    connect(request: Request, name: string): number {
      return this.connectTo(request, { path: absolute(name) }, { address: undefined, port: 0 });
    }

    protected override onClose(): void {
      const path = this.isListening ? this.bound?.path : undefined;
      if (path !== undefined && tree.get(path)?.type === 'socket') {
        tree.remove(path);
        changed({ do: 'remove', path });
      }
      super.onClose();
    }

    fchmod = () => 0;
  }

  return { Pipe, PipeConnectWrap: class PipeConnectWrap extends Request {} };
});

defineBinding('js_stream', () => ({ JSStream: class JSStream extends AsyncWrap {} }));
defineBinding('tty_wrap', () => ({ isTTY: () => false }));

function fill(out: AddressInfo, address: string, port: number): number {
  Object.assign(out, { address, family: familyOf(address), port });
  return 0;
}

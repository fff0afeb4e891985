/** A network between a page and a server that can swallow everything, both ways, and close nothing. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentProxy extends AsyncDisposable {
  /** `url`, behind this network. */
  through(url: string): string;
  /** From now on nothing arrives; new connections are taken, and go nowhere. */
  swallow(): void;
  /** What is opened from now on works; what was swallowed stays lost, as its network is. */
  heal(): void;
}

export async function startSilentProxy(target: string): Promise<SilentProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const lost = new WeakSet<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      if (isSilent) lost.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    const pass = (from: Socket, to: Socket) => {
      from.on('data', (bytes) => lost.has(from) || to.write(bytes));
      from.on('close', () => lost.has(from) || to.destroy());
    };
    pass(near, far);
    pass(far, near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    through: (url) => Object.assign(new URL(url), { port: String(own) }).href,
    swallow() {
      isSilent = true;
      for (const socket of sockets) lost.add(socket);
    },
    heal() {
      isSilent = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

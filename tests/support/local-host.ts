/** A real host on loopback, and the engine that talks to it as a page of that origin would. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createLocalNodeEngine } from '../../src/sandbox/local-node/engine.ts';
import { createSandboxHost, type HostOptions } from '../../src/sandbox/local-node/host/attach.ts';
import { routeUpgrades } from '../../src/server/upgrades.ts';
import { SESSION_PATH, SOCKET_PATH, type SessionAnswer } from '../../src/sandbox/local-node/protocol.ts';
import type { SandboxEngine } from '../../src/sandbox/sandbox.ts';

export interface LocalHost {
  readonly engine: SandboxEngine;
  /** `http://localhost:<port>` */
  readonly origin: string;
  readonly token: string;
  readonly server: Server;
  close(): Promise<void>;
}

export async function startLocalHost(options: HostOptions = {}): Promise<LocalHost> {
  const server = createServer((request, response) => {
    const answer = request.url === SESSION_PATH ? host.session(request) : undefined;
    response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  const host = createSandboxHost(options);
  routeUpgrades(server, { [SOCKET_PATH]: host.upgrade });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { token } = (await (await fetch(`${origin}${SESSION_PATH}`)).json()) as SessionAnswer;
  const engine = createLocalNodeEngine({
    connection: async () => ({ url: `${origin.replace('http', 'ws')}${SOCKET_PATH}`, token }),
    openSocket: (url, protocol) => openFrom(origin, url, protocol),
  });
  return {
    engine,
    origin,
    token,
    server,
    async close() {
      await host.dispose();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Node's own WebSocket takes headers, which browsers set by themselves (undici's `WebSocketInit`). */
export function openFrom(origin: string, url: string, protocol: string): WebSocket {
  const init = { protocols: protocol, headers: { origin } };
  return new WebSocket(url, init as unknown as string);
}

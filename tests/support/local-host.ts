/** A real host on loopback, and the engine that talks to it as a page of the site's origin would. */
import { createLocalNodeEngine } from '../../src/sandbox/local-node/engine.ts';
import type { HostOptions } from '../../src/sandbox/local-node/host/attach.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import type { SandboxEngine } from '@cluster-lab/sandbox';
import { openLocalPort } from '../../src/server/local-port.ts';

export interface LocalHost {
  readonly engine: SandboxEngine;
  /** Of the pages that it lets in: `http://localhost:<port>`, where nobody listens. */
  readonly origin: string;
  /** Where it listens: `http://localhost:<port>`. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startLocalHost(programs: HostOptions = {}): Promise<LocalHost> {
  const sitePort = await freePort();
  const localPort = await openLocalPort({ sitePort, programs });
  const origin = `http://localhost:${sitePort}`;
  const url = `http://localhost:${localPort.port}`;
  const engine = createLocalNodeEngine({
    connection: async () => ({ url }),
    send: (to, init) => fetch(to, { ...init, headers: { ...(init?.headers as Record<string, string>), origin } }),
    openSocket: (to, protocol) => openFrom(origin, to, protocol),
  });
  return { engine, origin, url, close: () => localPort.close() };
}

/** Node's own WebSocket takes headers, which browsers set by themselves (undici's `WebSocketInit`). */
export function openFrom(origin: string, url: string, protocol: string): WebSocket {
  const init = { protocols: protocol, headers: { origin } };
  return new WebSocket(url, init as unknown as string);
}

/** Opens the second port beside `npm run dev`, so that a page under work runs real programs too. */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AstroIntegration } from 'astro';
import { LOCAL_PORT_PATH } from '../core/local-port/local-port.ts';
import { isFromThisComputer, isLoopback } from '../sandbox/local-node/host/gate.ts';
import { Connections } from './connections.ts';
import { headerRules, headersFor } from './headers.ts';
import { openLocalPort, type LocalPort } from './local-port.ts';
import { pathOf } from './request-path.ts';
import { NO_HANDLER, NO_PATH, routeUpgrades, type UpgradeHandler } from './upgrades.ts';

/** Subprotocols of Vite's own socket, which reloads pages. */
const VITE = ['vite-hmr', 'vite-ping'];

/** @param grantsOf what each authored step needs beyond the guard */
export function sandboxInDev(grantsOf: (step: string) => readonly string[]): AstroIntegration {
  return {
    name: 'cluster-lab:sandbox',
    hooks: {
      'astro:server:setup': ({ server }) => {
        if (server.httpServer === null) return;
        const httpServer = server.httpServer as Server;
        let opening: Promise<LocalPort> | undefined;
        httpServer.once('listening', () => {
          const { address, port } = httpServer.address() as AddressInfo;
          // With `--host` others reach it.
          if (isLoopback(address)) opening = openLocalPort({ sitePort: port, programs: { grantsOf } });
        });
        httpServer.once('close', () => void opening?.then((localPort) => localPort.close()));
        const rules = headerRules({ scriptHashes: [], engines: [] });
        const connections = new Connections();
        connections.watch(httpServer);
        const onTaken = connections.hold.bind(connections);
        routeUpgrades(httpServer, {}, { onTaken, otherwise: takeUpgrades(httpServer) });
        refuseWhatNamesNoPath(httpServer);
        server.middlewares.use((request, response, next) => {
          // Without the policy: Vite's own scripts are inline and change with every reload.
          const { 'content-security-policy': _, ...headers } = headersFor('/', rules);
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          if (request.url !== LOCAL_PORT_PATH) return next();
          void Promise.resolve(opening).then((localPort) => {
            const isAnswered = localPort !== undefined && isFromThisComputer(request);
            response.writeHead(isAnswered ? 200 : 204, {
              'content-type': 'application/json',
              'cache-control': 'no-store',
            });
            response.end(isAnswered ? JSON.stringify(localPort) : undefined);
          });
        });
      },
    },
  };
}

/** Before Astro or Vite read a target: they throw. */
function refuseWhatNamesNoPath(server: Server): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (pathOf(request.url) === undefined) response.writeHead(400).end(NO_PATH.sentence);
    else for (const listener of listeners) void listener(request, response);
  });
}

/** Vite hears every upgrade and leaves those that are not its own open: it is asked for its own alone. */
function takeUpgrades(server: Server): UpgradeHandler {
  const listeners = server.listeners('upgrade') as ((...upgrade: [IncomingMessage, Duplex, Buffer]) => void)[];
  server.removeAllListeners('upgrade');
  return (...upgrade) => {
    const [{ url, headers }] = upgrade;
    if (pathOf(url) !== '/' || !VITE.includes(headers['sec-websocket-protocol'] ?? '')) return NO_HANDLER;
    for (const listener of listeners) listener(...upgrade);
    return undefined;
  };
}

/** Attaches the local engine's host to `npm run dev`, so that a page under work runs real programs too. */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AstroIntegration } from 'astro';
import { createSandboxHost } from '../sandbox/local-node/host/attach.ts';
import { SESSION_PATH, SOCKET_PATH } from '../sandbox/local-node/protocol.ts';
import { Connections } from './connections.ts';
import { headerRules, headersFor } from './headers.ts';
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
        const rules = headerRules({ scriptHashes: [], socketOrigins: [], engines: [] });
        const host = createSandboxHost({ grantsOf });
        const connections = new Connections();
        connections.watch(httpServer);
        const vite = takeUpgrades(httpServer);
        const onTaken = connections.hold.bind(connections);
        routeUpgrades(httpServer, { [SOCKET_PATH]: host.upgrade }, { onTaken, otherwise: vite });
        httpServer.once('close', () => void host.dispose());
        refuseWhatNamesNoPath(httpServer);
        server.middlewares.use((request, response, next) => {
          // Without the policy: Vite's own scripts are inline and change with every reload.
          const { 'content-security-policy': _, ...headers } = headersFor('/', rules);
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          if (request.url !== SESSION_PATH) return next();
          const answer = host.session(request);
          response.writeHead(answer ? 200 : 403, { 'content-type': 'application/json', 'cache-control': 'no-store' });
          response.end(JSON.stringify(answer ?? {}));
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

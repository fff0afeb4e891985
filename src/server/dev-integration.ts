/** Opens the second port beside `npm run dev`, so that a page under work runs real programs too. */
import type { AddressInfo } from 'node:net';
import type { AstroIntegration } from 'astro';
import { LOCAL_PORT_PATH } from '../core/local-port/local-port.ts';
import { isFromThisComputer, isLoopback } from '../sandbox/local-node/host/gate.ts';
import { headerRules, headersFor } from './headers.ts';
import { openLocalPort, type LocalPort } from './local-port.ts';

/** @param grantsOf what each authored step needs beyond the guard */
export function sandboxInDev(grantsOf: (step: string) => readonly string[]): AstroIntegration {
  return {
    name: 'cluster-lab:sandbox',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const { httpServer } = server;
        if (httpServer === null) return;
        let opening: Promise<LocalPort> | undefined;
        httpServer.once('listening', () => {
          const { address, port } = httpServer.address() as AddressInfo;
          // With `--host` others reach it.
          if (isLoopback(address)) opening = openLocalPort({ sitePort: port, programs: { grantsOf } });
        });
        httpServer.once('close', () => void opening?.then((localPort) => localPort.close()));
        const rules = headerRules({ scriptHashes: [] });
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

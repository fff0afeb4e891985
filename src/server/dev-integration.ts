/** Attaches the local engine's host to `npm run dev`, so that a page under work runs real programs too. */
import type { Server } from 'node:http';
import type { AstroIntegration } from 'astro';
import { attachSandboxHost } from '../sandbox/local-node/host/attach.ts';
import { SESSION_PATH } from '../sandbox/local-node/protocol.ts';
import { headerRules, headersFor } from './headers.ts';

/** @param grantsOf what each authored step needs beyond the guard */
export function sandboxInDev(grantsOf: (step: string) => readonly string[]): AstroIntegration {
  return {
    name: 'cluster-lab:sandbox',
    hooks: {
      'astro:server:setup': ({ server }) => {
        if (server.httpServer === null) return;
        const rules = headerRules({ scriptHashes: [], socketOrigins: [] });
        const host = attachSandboxHost(server.httpServer as Server, { grantsOf });
        server.httpServer.once('close', () => void host.dispose());
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

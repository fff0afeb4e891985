/** A proxy that leads every name to this computer, for a browser that cannot be told what a name means. */
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface NameProxy {
  /** `host:port`, as browsers are told. */
  readonly address: string;
  close(): Promise<void>;
}

export async function serveNames(): Promise<NameProxy> {
  const server = createServer((request, response) => {
    const { port, pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const { method, headers } = request;
    const asked = ask({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

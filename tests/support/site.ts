/** The built site on a server of its own, for stories that need other settings than the common one. */
import path from 'node:path';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { createApp, type AppOptions } from '../../src/server/app.ts';

export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startSite(options: Partial<Omit<AppOptions, 'port'>> = {}): Promise<Site> {
  const port = await freePort();
  const app = await createApp({ folder: path.resolve('dist'), port, ...options });
  await app.listen({ port, host: '127.0.0.1' });
  return { origin: `http://localhost:${port}`, close: () => app.close() };
}

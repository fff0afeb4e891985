/** The built site on a server of its own, for stories that need other settings than the common one. */
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { HostOptions } from '../../src/sandbox/local-node/host/attach.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { createApp, type AppOptions } from '../../src/server/app.ts';
import { readGrants } from '../../src/server/grants.ts';
import { openLocalPort } from '../../src/server/local-port.ts';

export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

export interface SiteOptions extends Partial<Omit<AppOptions, 'localPort'>> {
  /** Of Node on this computer, which runs programs for every such site. */
  readonly programs?: HostOptions;
  /** Hears the method and address of every request and upgrade. */
  readonly onRequestLine?: (line: string) => void;
}

export async function startSite({
  folder = path.resolve('dist'),
  programs,
  onRequestLine,
  ...options
}: SiteOptions = {}): Promise<Site> {
  const port = await freePort();
  const grantsOf = await readGrants(path.join(folder, 'needs.json'));
  const localPort = await openLocalPort({ sitePort: port, programs: { grantsOf, ...programs } });
  const app = await createApp({ folder, localPort, ...options });
  for (const event of ['request', 'upgrade']) {
    app.server.on(event, ({ method, url }: IncomingMessage) => onRequestLine?.(`${method} ${url}`));
  }
  await app.listen({ port, host: '127.0.0.1' });
  return { origin: `http://localhost:${port}`, close: () => app.close() };
}

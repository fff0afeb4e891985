/** Somebody's page that frames embeds: on another origin than the site, with no header of ours, and it notes what it is told. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  readonly url: string;
  close(): Promise<void>;
}

export interface HostPageOptions {
  /** Whole addresses, each in a frame named `embed-<index>`. */
  readonly embeds: readonly string[];
  /** The frames' `sandbox`; undefined for none. */
  readonly sandbox?: string | undefined;
  /** Whether the page itself is cross-origin isolated. */
  readonly isIsolated?: boolean;
  /** Further markup. */
  readonly extra?: string;
}

const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** `messages` in the page are what its frames told, each as `{ from: <index>, data }`; `events` what embed.js made of it. */
const NOTES = `
  globalThis.messages = [];
  globalThis.events = [];
  addEventListener('cluster-lab:quiz-answered', ({ target, detail }) => events.push({ from: target.name, correct: detail.correct }));
  addEventListener('message', ({ source, data }) => {
    const from = [...document.querySelectorAll('iframe')].findIndex(({ contentWindow }) => contentWindow === source);
    messages.push({ from, data });
  });
`;

export async function serveHostPage({
  embeds,
  sandbox,
  isIsolated = false,
  extra = '',
}: HostPageOptions): Promise<HostPage> {
  const attributes = sandbox === undefined ? '' : ` sandbox="${sandbox}"`;
  const frames = embeds.map(
    (src, index) =>
      `<h2>${index + 1}</h2><iframe name="embed-${index}" title="Embed ${index + 1}" width="700" height="500" src="${src}"${attributes}></iframe>`,
  );
  const html = `<!doctype html><html lang="en"><title>A page of others</title><h1>A page of others</h1><script>${NOTES}</script>${frames.join('')}${extra}`;
  const server = createServer((_, response) => {
    response.writeHead(200, { ...(isIsolated && ISOLATED), 'content-type': 'text/html' }).end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

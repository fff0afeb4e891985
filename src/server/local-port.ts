/** The server's second port (core/local-port), for pages of this computer alone: the local engine, and the making of workshops. */
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { PAGE_HEADER, usualLocalPort, type LocalPortAnswer } from '../core/local-port/local-port.ts';
import { WORKSHOPS_PATH } from '../features/workshop/model/protocol.ts';
import { createSandboxHost, type HostOptions } from '../sandbox/local-node/host/attach.ts';
import { hasPageHeader, ownOrigin } from '../sandbox/local-node/host/gate.ts';
import { SESSION_PATH, SOCKET_PATH } from '../sandbox/local-node/protocol.ts';
import { Connections } from './connections.ts';
import { routeUpgrades, type UpgradeHandler } from './upgrades.ts';
import { makeWorkshop } from '../features/workshop/server/serve.ts';
import type { Workshops } from '../features/workshop/server/workshops.ts';

export interface LocalPortOptions {
  /** The site's, whose pages are let in. */
  readonly sitePort: number;
  /** Left out where Node on this computer runs no programs. */
  readonly programs?: HostOptions | undefined;
  /** Left out where none are made here. */
  readonly workshops?: Workshops | undefined;
  /** Several processes that share the site's port share this one too. */
  readonly port?: number | undefined;
}

export interface LocalPort extends LocalPortAnswer {
  /** Ends what runs behind it. */
  close(): Promise<void>;
}

/** A page's names for its own computer reach one or the other; a computer without IPv6 has the first alone. */
const ADDRESSES = ['127.0.0.1', '::1'];
/** Of the ports after the site's; then any that is free. */
const MOST_TRIES = 20;
const LAST_PORT = 65_535;
const LARGEST_BODY_BYTES = 1_000;
const NOT_OUR_PAGE = { status: 403, sentence: 'Only a page of this server, opened on this computer, may ask.' };

/** Listens on loopback, whatever the site listens on. */
export async function openLocalPort(options: LocalPortOptions): Promise<LocalPort> {
  const { sitePort, programs, workshops } = options;
  const host = programs && createSandboxHost(programs);
  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const origin = ownOrigin(request, sitePort);
    if (origin === undefined)
      return void say(response, 403, `Only a page of http://localhost:${sitePort}/ on this computer may ask.`);
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'origin');
    if (request.method === 'OPTIONS') return void agree(response);
    if (!hasPageHeader(request)) return void say(response, 403, `Send the header ${PAGE_HEADER}.`);
    const asked = `${request.method} ${request.url}`;
    if (host !== undefined && asked === `POST ${SESSION_PATH}`) return void host.openSession(origin, response);
    if (workshops === undefined || asked !== `POST ${WORKSHOPS_PATH}`)
      return void say(response, 404, 'There is nothing here.');
    const { status, answer } = await makeWorkshop(workshops, await readJson(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
  const upgrade: UpgradeHandler = (request, socket, head) => {
    const origin = ownOrigin(request, sitePort);
    return origin === undefined ? NOT_OUR_PAGE : host?.upgrade(origin, request, socket, head);
  };
  const connections = new Connections();
  const make = () => {
    const server = connections.serve((request, response) => {
      response.setHeader('cache-control', 'no-store');
      onRequest(request, response).catch((error: unknown) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else say(response, 500, 'The server could not do this. Its terminal says why.');
      });
    });
    const routes = host && { [SOCKET_PATH]: upgrade };
    routeUpgrades(server, routes ?? {}, { onTaken: (socket) => connections.hold(socket) });
    return server;
  };
  const { port, servers } = await listen(make, options);
  return {
    port,
    programs: programs !== undefined,
    workshops: workshops !== undefined,
    async close() {
      await host?.dispose();
      connections.close();
      await Promise.all(servers.map(end));
    },
  };
}

/** The answer to the question that browsers ask before a page's own: of our pages, which alone come so far. */
function agree(response: ServerResponse): void {
  response
    .writeHead(204, {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': `${PAGE_HEADER}, content-type`,
      'access-control-max-age': '600',
    })
    .end();
}

function say(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

/** @returns undefined for what is too long or no JSON */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > LARGEST_BODY_BYTES) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Listening {
  readonly port: number;
  readonly servers: readonly Server[];
}

async function listen(make: () => Server, { sitePort, port }: LocalPortOptions): Promise<Listening> {
  const near = Array.from({ length: MOST_TRIES }, (_, index) => usualLocalPort(sitePort) + index);
  for (const wanted of port === undefined ? [...near.filter((each) => each <= LAST_PORT), 0] : [port]) {
    const found = await listenAt(wanted, make);
    if (found !== undefined) return found;
  }
  throw new Error(`Port ${port ?? 'for this computer’s own pages'} is taken. Set another one: PORT=8080 npm start`);
}

/** The same port of both addresses; undefined when somebody has one of them. */
async function listenAt(wanted: number, make: () => Server): Promise<Listening | undefined> {
  const servers: Server[] = [];
  let port = wanted;
  for (const host of ADDRESSES) {
    const server = make();
    try {
      await once(server.listen({ port, host }), 'listening');
      servers.push(server);
      port = (server.address() as { port: number }).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (servers.length > 0 && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      await Promise.all(servers.map(end));
      if (code === 'EADDRINUSE' || code === 'EACCES') return undefined;
      throw error;
    }
  }
  return { port, servers };
}

async function end(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

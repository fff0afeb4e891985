/** The server of `npm start`: the built site with its headers, and a class's workshops. */
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { LOCAL_PORT_PATH, usualLocalPort, type LocalPortAnswer } from '../core/local-port/local-port.ts';
import { WORKSHOPS_PATH } from '../core/workshop/protocol.ts';
import { isFromThisComputer } from '../sandbox/local-node/host/gate.ts';
import { headerRules, headersFor, withLocalPorts, withOwnSockets } from './headers.ts';
import type { LocalPort } from './local-port.ts';
import { inlineScriptHashes } from './script-hashes.ts';
import { serveWorkshops, type WorkshopService } from './workshop/serve.ts';

export interface AppOptions {
  /** The built site. */
  readonly folder: string;
  /** Where WebContainer's frame comes from, when not from StackBlitz: a double in tests. */
  readonly webContainerOrigin?: string;
  /** For pages that are opened on this computer; it ends with the app. Left out where nothing is done for them. */
  readonly localPort?: LocalPort | undefined;
  /** Classroom workshops, where this server holds them. */
  readonly workshop?: WorkshopService | undefined;
}

/** Ready to listen. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { folder, webContainerOrigin, localPort, workshop } = options;
  const app = Fastify({ forceCloseConnections: true });
  const rules = headerRules({ scriptHashes: await inlineScriptHashes(folder), webContainerOrigin });
  app.addHook('onClose', () => localPort?.close());
  app.addHook('onRequest', async (request, reply) => {
    const pathname = pathOf(request.url);
    const headers = withLocalPorts(headersFor(pathname, rules), pathname, localPortsFor(request.raw, localPort));
    reply.headers(workshop === undefined ? headers : withOwnSockets(headers, request.headers.host));
  });
  app.get(LOCAL_PORT_PATH, (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (localPort === undefined || !isFromThisComputer(request.raw)) return reply.code(204).send();
    const { port, programs, workshops } = localPort;
    return reply.send({ port, programs, workshops } satisfies LocalPortAnswer);
  });
  if (workshop !== undefined) serveWorkshops(app, workshop);
  // Pages ask whether there are workshops: no is an answer, and no error in their console.
  else app.get(WORKSHOPS_PATH, (_, reply) => reply.code(204).send());
  await app.register(fastifyStatic, { root: folder, cacheControl: false, preCompressed: true });
  app.setNotFoundHandler((request, reply) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    const isFolder = !pathname.endsWith('/') && !path.posix.basename(pathname).includes('.');
    if (isFolder && !pathname.startsWith('//')) return reply.redirect(`${pathname}/${search}`, 308);
    return reply.code(404).sendFile('404.html');
  });
  return app;
}

/** The usual one is always among them: the service worker keeps pages with their headers, over starts that do more or less here. */
function localPortsFor(request: IncomingMessage, localPort: LocalPort | undefined): ReadonlySet<number> {
  if (!isFromThisComputer(request)) return new Set();
  const usual = usualLocalPort(request.socket.localPort ?? 0);
  return new Set([usual, localPort?.port ?? usual]);
}

function pathOf(url: string): string {
  return new URL(url, 'http://localhost').pathname;
}

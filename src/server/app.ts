/** The server of `npm start`: the built site with its headers, and a class's workshops. */
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { LOCAL_PORT_PATH, usualLocalPort, type LocalPortAnswer } from '../core/local-port/local-port.ts';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH } from '../features/workshop/model/protocol.ts';
import { isFromThisComputer } from '../sandbox/local-node/host/gate.ts';
import { Connections, type Bounds } from './connections.ts';
import { readEngineOrder } from './engine-order.ts';
import { headerRules, headersFor, withLocalPorts, withOwnHost, withOwnSockets, WRONG_ADDRESS } from './headers.ts';
import type { LocalPort } from './local-port.ts';
import { folderOf, pathOf, withoutName } from './request-path.ts';
import { inlineScriptHashes } from './script-hashes.ts';
import { NO_PATH, routeUpgrades } from './upgrades.ts';
import { serveWorkshops, type WorkshopService } from '../features/workshop/server/serve.ts';

export interface AppOptions {
  /** The built site. */
  readonly folder: string;
  /** Where WebContainer's frame comes from, when not from StackBlitz: a double in tests. */
  readonly webContainerOrigin?: string;
  /** For pages that are opened on this computer; it ends with the app. Left out where nothing is done for them. */
  readonly localPort?: LocalPort | undefined;
  /** Classroom workshops, where this server holds them. */
  readonly workshop?: WorkshopService | undefined;
  /** How many connections there may be, when not what this computer has room for. */
  readonly bounds?: Bounds | undefined;
}

/** Ready to listen; closing it ends every connection, whatever it waits for. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { folder, webContainerOrigin, localPort, workshop, bounds } = options;
  const connections = new Connections(bounds);
  const app = Fastify({
    forceCloseConnections: true,
    serverFactory: (handler) => connections.serve(handler),
    rewriteUrl: ({ url }) => withoutName(url),
  });
  const [scriptHashes, engines] = await Promise.all([inlineScriptHashes(folder), readEngineOrder(folder)]);
  const rules = headerRules({ scriptHashes, engines, webContainerOrigin });
  app.addHook('preClose', async () => connections.close());
  app.addHook('onClose', () => localPort?.close());
  app.addHook('onRequest', async (request, reply) => {
    if (pathOf(request.url) !== undefined) return;
    return reply.code(400).send({ error: NO_PATH.sentence });
  });
  app.addHook('onSend', async (request, reply) => {
    const { statusCode } = reply;
    const isHere = statusCode < 300 || statusCode === 304;
    // A page is the same without its last slash, and a browser heeds what a redirect says of framing too.
    const found = isHere ? (folderOf(request.url) ?? request.url) : (reply.getHeader('location') as string | undefined);
    const path = pathOf(found) ?? WRONG_ADDRESS;
    const headers = withLocalPorts(headersFor(path, rules), path, localPortsFor(request.raw, localPort));
    const { host } = request.headers;
    const own = withOwnHost(workshop === undefined ? headers : withOwnSockets(headers, host), path, host);
    for (const [name, value] of Object.entries(own)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 400 && statusCode < 500) return reply.code(statusCode).send({ error: error.message });
    // Whoever hung up is no failure of ours.
    if (!reply.raw.destroyed) console.error(`${request.method} ${request.url} failed:`, error);
    return reply.code(500).send({ error: 'This failed on the server. Its terminal says why.' });
  });
  app.get(LOCAL_PORT_PATH, (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (localPort === undefined || !isFromThisComputer(request.raw)) return reply.code(204).send();
    const { port, programs, workshops } = localPort;
    return reply.send({ port, programs, workshops } satisfies LocalPortAnswer);
  });
  const upgradeWorkshop = workshop && serveWorkshops(app, workshop);
  // Pages ask whether there are workshops: no is an answer, and no error in their console.
  if (workshop === undefined) app.get(WORKSHOPS_PATH, (_, reply) => reply.code(204).send());
  const routes = upgradeWorkshop && { [WORKSHOP_SOCKET_PATH]: upgradeWorkshop };
  routeUpgrades(app.server, routes ?? {}, { onTaken: (socket) => connections.hold(socket) });
  await app.register(fastifyStatic, { root: folder, cacheControl: false, preCompressed: true });
  app.setNotFoundHandler((request, reply) => {
    const elsewhere = folderOf(request.url);
    if (elsewhere !== undefined) void reply.header('cache-control', 'no-cache').redirect(elsewhere, 308);
    else void reply.code(404).sendFile('404.html');
  });
  return app;
}

/** The usual one is always among them: the service worker keeps pages with their headers, over starts that do more or less here. */
function localPortsFor(request: IncomingMessage, localPort: LocalPort | undefined): ReadonlySet<number> {
  if (!isFromThisComputer(request)) return new Set();
  const usual = usualLocalPort(request.socket.localPort ?? 0);
  return new Set([usual, localPort?.port ?? usual]);
}

/** The server of `npm start`: the built site with its headers, and the local engine's host. */
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import path from 'node:path';
import type { Need } from '../core/lesson/needs.ts';
import { createSandboxHost } from '../sandbox/local-node/host/attach.ts';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH } from '../core/workshop/protocol.ts';
import { SESSION_PATH, SOCKET_PATH } from '../sandbox/local-node/protocol.ts';
import { readEngineOrder } from './engine-order.ts';
import { Connections, type Bounds } from './connections.ts';
import { readGrants } from './grants.ts';
import { headerRules, headersFor, withOwnSockets, WRONG_ADDRESS } from './headers.ts';
import { folderOf, pathOf, withoutName } from './request-path.ts';
import { inlineScriptHashes } from './script-hashes.ts';
import { NO_PATH, routeUpgrades } from './upgrades.ts';
import { serveWorkshops, type WorkshopService } from './workshop/serve.ts';

export interface AppOptions {
  /** The built site. */
  readonly folder: string;
  readonly port: number;
  /** Where WebContainer's frame comes from, when not from StackBlitz: a double in tests. */
  readonly webContainerOrigin?: string;
  /** What the local engine gives to steps that need it, when not what this computer has. */
  readonly offered?: readonly Need[];
  /** Whether Node on this computer runs programs of pages that are opened on it; it does unless told otherwise. */
  readonly runsPrograms?: boolean;
  /** Classroom workshops, where this server holds them. */
  readonly workshop?: WorkshopService;
  /** How many connections there may be, when not what this computer has room for. */
  readonly bounds?: Bounds;
}

/** Ready to listen on `port` of loopback; closing it ends every sandbox, and every connection whatever it waits for. */
export async function createApp({
  folder,
  port,
  webContainerOrigin,
  offered,
  runsPrograms = true,
  workshop,
  bounds,
}: AppOptions): Promise<FastifyInstance> {
  const connections = new Connections(bounds);
  const app = Fastify({
    forceCloseConnections: true,
    serverFactory: (handler) => connections.serve(handler),
    rewriteUrl: ({ url }) => withoutName(url),
  });
  const [scriptHashes, grantsOf, engines] = await Promise.all([
    inlineScriptHashes(folder),
    readGrants(path.join(folder, 'needs.json')),
    readEngineOrder(folder),
  ]);
  const socketOrigins = ['localhost', '127.0.0.1'].map((host) => `ws://${host}:${port}`);
  const rules = headerRules({ scriptHashes, socketOrigins, engines, webContainerOrigin });
  const host = runsPrograms ? createSandboxHost({ grantsOf, ...(offered && { offered }) }) : undefined;
  app.addHook('preClose', async () => connections.close());
  app.addHook('onClose', () => host?.dispose());
  app.addHook('onRequest', async (request, reply) => {
    if (pathOf(request.url) !== undefined) return;
    return reply.code(400).send({ error: NO_PATH.sentence });
  });
  app.addHook('onSend', async (request, reply) => {
    const { statusCode } = reply;
    const isHere = statusCode < 300 || statusCode === 304;
    // A page is the same without its last slash, and a browser heeds what a redirect says of framing too.
    const found = isHere ? (folderOf(request.url) ?? request.url) : (reply.getHeader('location') as string | undefined);
    const headers = headersFor(pathOf(found) ?? WRONG_ADDRESS, rules);
    const own = workshop === undefined ? headers : withOwnSockets(headers, request.headers.host);
    for (const [name, value] of Object.entries(own)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 400 && statusCode < 500) return reply.code(statusCode).send({ error: error.message });
    // Whoever hung up is no failure of ours.
    if (!reply.raw.destroyed) console.error(`${request.method} ${request.url} failed:`, error);
    return reply.code(500).send({ error: 'This failed on the server. Its terminal says why.' });
  });
  app.get(SESSION_PATH, async (request, reply) => {
    const answer = host?.session(request.raw);
    reply.header('cache-control', 'no-store');
    return (
      answer ??
      reply.code(403).send({ error: 'Only this computer, on a page of a server that runs programs, may ask.' })
    );
  });
  const upgradeWorkshop = workshop && serveWorkshops(app, workshop);
  // Pages ask whether there are workshops: no is an answer, and no error in their console.
  if (workshop === undefined) app.get(WORKSHOPS_PATH, (_, reply) => reply.code(204).send());
  routeUpgrades(
    app.server,
    {
      ...(host && { [SOCKET_PATH]: host.upgrade }),
      ...(upgradeWorkshop && { [WORKSHOP_SOCKET_PATH]: upgradeWorkshop }),
    },
    { onTaken: (socket) => connections.hold(socket) },
  );
  await app.register(fastifyStatic, { root: folder, cacheControl: false, preCompressed: true });
  app.setNotFoundHandler((request, reply) => {
    const elsewhere = folderOf(request.url);
    if (elsewhere !== undefined) void reply.header('cache-control', 'no-cache').redirect(elsewhere, 308);
    else void reply.code(404).sendFile('404.html');
  });
  return app;
}

/** The server of `npm start`: the built site with its headers, and the local engine's host. */
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import path from 'node:path';
import type { Need } from '../core/lesson/needs.ts';
import { attachSandboxHost } from '../sandbox/local-node/host/attach.ts';
import { WORKSHOPS_PATH } from '../core/workshop/protocol.ts';
import { SESSION_PATH } from '../sandbox/local-node/protocol.ts';
import { readGrants } from './grants.ts';
import { headerRules, headersFor, withOwnSockets } from './headers.ts';
import { inlineScriptHashes } from './script-hashes.ts';
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
}

/** Ready to listen on `port` of loopback; closing it ends every sandbox. */
export async function createApp({
  folder,
  port,
  webContainerOrigin,
  offered,
  runsPrograms = true,
  workshop,
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  const [scriptHashes, grantsOf] = await Promise.all([
    inlineScriptHashes(folder),
    readGrants(path.join(folder, 'needs.json')),
  ]);
  const socketOrigins = ['localhost', '127.0.0.1'].map((host) => `ws://${host}:${port}`);
  const rules = headerRules({ scriptHashes, socketOrigins, webContainerOrigin });
  const host = runsPrograms ? attachSandboxHost(app.server, { grantsOf, ...(offered && { offered }) }) : undefined;
  app.addHook('onClose', () => host?.dispose());
  app.addHook('onRequest', async (request, reply) => {
    const headers = headersFor(pathOf(request.url), rules);
    reply.headers(workshop === undefined ? headers : withOwnSockets(headers, request.headers.host));
  });
  app.get(SESSION_PATH, async (request, reply) => {
    const answer = host?.session(request.raw);
    reply.header('cache-control', 'no-store');
    return (
      answer ??
      reply.code(403).send({ error: 'Only this computer, on a page of a server that runs programs, may ask.' })
    );
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

function pathOf(url: string): string {
  return new URL(url, 'http://localhost').pathname;
}

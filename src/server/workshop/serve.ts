/** Puts workshops on the server of the site: their socket, and where the instructor makes one. */
import type { FastifyInstance } from 'fastify';
import { workshopAskedSchema } from '../../core/workshop/protocol.schema.ts';
import { WORKSHOPS_PATH, type WorkshopOffer } from '../../core/workshop/protocol.ts';
import { isFromThisComputer, isSameOrigin } from '../../sandbox/local-node/host/gate.ts';
import { attachWorkshopSocket, type SocketOptions } from './socket.ts';
import type { Workshops } from './workshops.ts';

export interface WorkshopService extends SocketOptions {
  readonly workshops: Workshops;
  /** `http://192.168.1.7:4321/`: for others than this computer. */
  readonly address?: string | undefined;
}

/** A workshop is made at the computer that serves it: whoever else reaches the server only joins. */
export function serveWorkshops(app: FastifyInstance, { workshops, address, ...options }: WorkshopService): void {
  const closeSockets = attachWorkshopSocket(app.server, workshops, options);
  app.addHook('onClose', () => closeSockets());
  app.get(WORKSHOPS_PATH, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const mayCreate = isFromThisComputer(request.raw) && isSameOrigin(request.raw);
    return { mayCreate, address: address ?? null } satisfies WorkshopOffer;
  });
  app.post(WORKSHOPS_PATH, { bodyLimit: 1_000 }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!isFromThisComputer(request.raw) || !isSameOrigin(request.raw)) {
      const error = 'Workshops are made on the computer that runs this server. Open this page there, at localhost.';
      return reply.code(403).send({ error });
    }
    const asked = workshopAskedSchema.safeParse(request.body).data;
    if (asked === undefined)
      return reply.code(400).send({ error: 'Give the workshop a title of 1 to 100 characters.' });
    const created = await workshops.create(asked.title).catch((error: unknown) => error as Error);
    if (created instanceof Error) return reply.code(507).send({ error: created.message });
    if (created !== undefined) return created;
    return reply.code(409).send({ error: 'This server holds as many workshops as it can. Delete one that is over.' });
  });
}

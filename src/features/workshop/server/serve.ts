/** Puts workshops on the server of the site, and makes one for its instructor. */
import type { FastifyInstance } from 'fastify';
import { workshopAskedSchema } from '../model/protocol.schema.ts';
import { WORKSHOPS_PATH, type Created, type WorkshopOffer } from '../model/protocol.ts';
import { openWorkshopSocket, type SocketOptions } from './socket.ts';
import type { UpgradeHandler } from '../../../server/upgrades.ts';
import type { Workshops } from './workshops.ts';

export interface WorkshopService extends SocketOptions {
  readonly workshops: Workshops;
  /** `http://192.168.1.7:4321/`: for others than this computer. */
  readonly address?: string | undefined;
}

/**
 * Says that there are workshops, and lets pages in. They are made behind the second port (server/local-port.ts).
 * @returns what takes upgrades of `WORKSHOP_SOCKET_PATH`
 */
export function serveWorkshops(
  app: FastifyInstance,
  { workshops, address, ...options }: WorkshopService,
): UpgradeHandler {
  const socket = openWorkshopSocket(workshops, options);
  app.addHook('onClose', () => socket.close());
  app.get(WORKSHOPS_PATH, async (_, reply) => {
    reply.header('cache-control', 'no-store');
    return { address: address ?? null } satisfies WorkshopOffer;
  });
  return socket.upgrade;
}

interface Made {
  readonly status: number;
  readonly answer: Created | { readonly error: string };
}

/** A workshop is made at the computer that serves it: whoever else reaches the server only joins. @param body what its page sent */
export async function makeWorkshop(workshops: Workshops, body: unknown): Promise<Made> {
  const asked = workshopAskedSchema.safeParse(body).data;
  if (asked === undefined)
    return { status: 400, answer: { error: 'Give the workshop a title of 1 to 100 characters.' } };
  const created = await workshops.create(asked.title).catch((error: unknown) => error as Error);
  if (created instanceof Error) return { status: 507, answer: { error: created.message } };
  if (created !== undefined) return { status: 200, answer: created };
  const error = 'This server holds as many workshops as it can. Delete one that is over.';
  return { status: 409, answer: { error } };
}

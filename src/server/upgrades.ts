/**
 * One router for every upgrade of a server. Once it has an upgrade, HTTP's own limits and error listeners are off its socket: who
 * does not take it must end it, so a path without a handler is refused here, and a handler sees its own path alone.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refuse, type Refusal } from './refusal.ts';
import { pathOf } from './request-path.ts';

/** Takes the socket, or says why not. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => Refusal | undefined;

export const NO_PATH: Refusal = {
  status: 400,
  sentence: 'This address names no path of this server. Ask for one such as /lessons/.',
};
export const NO_HANDLER: Refusal = {
  status: 404,
  sentence: 'Nothing takes an upgrade here. Ask for this address without one.',
};
const NO_TUNNEL: Refusal = { status: 405, sentence: 'This server is no proxy. Ask for a page by its path.' };
const BROKEN: Refusal = { status: 500, sentence: 'This failed on the server. Its terminal says why.' };

export interface UpgradeOptions {
  /** Hears of each socket whose upgrade was taken. */
  readonly onTaken?: (socket: Socket) => void;
  /** For what has no route: listeners of somebody else's on the same server. */
  readonly otherwise?: UpgradeHandler;
}

/** @param routes by path */
export function routeUpgrades(
  server: Server,
  routes: Readonly<Record<string, UpgradeHandler>>,
  { onTaken, otherwise = () => NO_HANDLER }: UpgradeOptions = {},
): void {
  const handlers = new Map(Object.entries(routes));
  const answer = (request: IncomingMessage, socket: Duplex, head: Buffer): Refusal | undefined => {
    const path = pathOf(request.url);
    if (path === undefined) return NO_PATH;
    try {
      return (handlers.get(path) ?? otherwise)(request, socket, head);
    } catch (error) {
      console.error(`The upgrade of ${path} failed:`, error);
      return BROKEN;
    }
  };
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Whoever hung up needs no answer; what closes it follows.
    socket.on('error', () => undefined);
    const refusal = answer(request, socket, head);
    if (refusal !== undefined) refuse(socket, refusal);
    else onTaken?.(request.socket);
  });
  server.on('connect', (_, socket: Duplex) => {
    socket.on('error', () => undefined);
    refuse(socket, NO_TUNNEL);
  });
}

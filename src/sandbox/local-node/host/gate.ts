/** Who may talk to the host. It runs code by design, so only a page that this very server gave to this very computer may. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const LOOPBACK_ADDRESS = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Known to pages of this start of the server only; another site in the same browser cannot read it. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** A rebound name reaches loopback with its own Host, so the name counts as well as the address. */
export function isFromThisComputer({ socket, headers }: IncomingMessage): boolean {
  return LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '');
}

/** For the request that hands out the token: browsers say where it comes from, and other sites get nothing. */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin';
}

/** For the socket: it must come from this computer, from this server's own page, and know the token. */
export function mayOpenSocket(request: IncomingMessage, token: string): boolean {
  const { host, origin } = request.headers;
  return isFromThisComputer(request) && origin === `http://${host}` && knows(request, token);
}

/** The token travels as the subprotocol, the one thing a page can set on a WebSocket that no log keeps. */
function knows(request: IncomingMessage, token: string): boolean {
  const told = Buffer.from(request.headers['sec-websocket-protocol'] ?? '');
  const wanted = Buffer.from(token);
  return told.length === wanted.length && timingSafeEqual(told, wanted);
}

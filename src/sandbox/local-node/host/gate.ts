/** Who may use the second port. Code runs behind it, so only a page that this computer opened at the site's own loopback address may. */
import type { IncomingMessage } from 'node:http';
import { PAGE_HEADER } from '../../../core/local-port/local-port.ts';

const LOOPBACK_ADDRESS = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Proxies and what stands before them name themselves or their client so; no browser sends any of them by itself. */
const OF_PROXIES = /^(?:x-.*|cf-.*|forwarded|via|cdn-loop|client-ip|true-client-ip)$/;

/** @param address as a socket tells it */
export function isLoopback(address: string): boolean {
  return LOOPBACK_ADDRESS.test(address);
}

/**
 * Whether a request comes from this computer, as far as it tells: its address, and the name that the browser was given. A rebound
 * name reaches loopback with its own Host, and a proxy on this computer has a loopback address too.
 */
export function isFromThisComputer({ socket, headers }: IncomingMessage): boolean {
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    loopbackUrls(socket.localPort ?? 0).some(({ host }) => host === headers.host) &&
    !Object.keys(headers).some((name) => OF_PROXIES.test(name))
  );
}

/**
 * The origin of the page that asks, when it is one of ours: browsers set `Origin` themselves, to `null` for a page or frame without one.
 * @param sitePort whose pages they are
 * @returns undefined for everybody else
 */
export function ownOrigin(request: IncomingMessage, sitePort: number): string | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOwn = loopbackUrls(sitePort).some((url) => url.origin === origin);
  // Another port of the same name is the same site; `none` and `cross-site` are nothing that our pages do.
  const isAllowed = site === undefined || site === 'same-site';
  return isOwn && isAllowed && isFromThisComputer(request) ? origin : undefined;
}

/** For what is no socket: navigations, forms, imports and scripts' tags cannot set it. */
export function hasPageHeader({ headers }: IncomingMessage): boolean {
  return headers[PAGE_HEADER] !== undefined;
}

function loopbackUrls(port: number): readonly URL[] {
  return LOOPBACK_NAMES.map((name) => new URL(`http://${name}:${port}`));
}

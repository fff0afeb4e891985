/** Under which addresses others reach this server, when it was told to listen for them. */
import type { NetworkInterfaceInfo } from 'node:os';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;
const EVERY_ADDRESS = ['0.0.0.0', '::'];

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** @param host what the server listens on */
export function isForOthers(host: string): boolean {
  return !LOOPBACK.test(host);
}

/** @param host what the server listens on. @returns a sentence, or undefined when it listens for this computer alone */
export function forOthers(host: string, port: number, interfaces: Interfaces): string | undefined {
  if (!isForOthers(host)) return undefined;
  const urls = urlsForOthers(host, port, interfaces);
  const where = urls.length === 0 ? 'this computer’s address' : urls.join(' or ');
  return `Others on your network open it at ${where}. What they run runs in their own browsers.`;
}

/** None when it listens for this computer alone, or has no network. */
export function urlsForOthers(host: string, port: number, interfaces: Interfaces): readonly string[] {
  if (!isForOthers(host)) return [];
  const own = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const addresses = EVERY_ADDRESS.includes(host) ? own : [host];
  return addresses.map((address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}/`);
}

/** The taken ports of the sandbox, for TCP and UDP apart. */
import { boundSockets } from './bound-sockets.ts';
import type { BoundSocket } from '../../protocol.ts';

/** The range of Linux for ports that nobody asked for. */
const EPHEMERAL = { first: 32_768, count: 28_000 } as const;
/** Addresses of this machine. */
export const OWN_ADDRESS = /^(127\.|0\.0\.0\.0$|::1?$)/;

export function familyOf(address: string): 'IPv4' | 'IPv6' {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** @param given the wanted port; 0 for any free one */
export function portFor(given: number, address: string, isDatagram = false): number {
  for (let port = given; ; port = EPHEMERAL.first + Math.floor(Math.random() * EPHEMERAL.count)) {
    if (port !== 0 && (port === given || !isTaken({ id: '', address, port, isDatagram }))) return port;
  }
}

/** Whether another socket has the port, on this address or on all. `::` takes IPv4 too. */
export function isTaken({ id, address, port, isDatagram = false }: BoundSocket): boolean {
  return boundSockets().some((other) => {
    if (other.port !== port || other.path !== undefined || other.id === id) return false;
    if ((other.isDatagram ?? false) !== isDatagram) return false;
    const addresses = [address, other.address];
    if (addresses[0] === addresses[1] || addresses.includes('::')) return true;
    return addresses.includes('0.0.0.0') && addresses.every((each) => familyOf(each) === 'IPv4');
  });
}

/** The taken ports of the sandbox, for TCP and UDP apart. */
import { boundSockets, newSocketId } from './bound-sockets.ts';
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

/** Whether another socket has the port, on this address or on all; those that share one have the same id. */
export function isTaken(socket: BoundSocket): boolean {
  return boundSockets().some((other) => {
    if (other.port !== socket.port || other.path !== undefined || other.id === socket.id) return false;
    if ((other.isDatagram ?? false) !== (socket.isDatagram ?? false)) return false;
    return socket.address === other.address || takes(socket, other) || takes(other, socket);
  });
}

/** `::` takes IPv4 too, unless it is told not to. */
function takes({ address, isIPv6Only = false }: BoundSocket, other: BoundSocket): boolean {
  if (address === '::') return !isIPv6Only || familyOf(other.address) === 'IPv6';
  return address === '0.0.0.0' && familyOf(other.address) === 'IPv4';
}

/** A socket's name is its own, or that of all which share its port. */
export function socketIdFor(sharesPort: boolean, address: string, port: number): string {
  return sharesPort ? `shared:${address}:${port}` : newSocketId();
}

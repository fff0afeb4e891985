/** The sandbox's bound sockets: this process's copy of the kernel's table, so that a second listener hears EADDRINUSE at once. */
import { tellKernel } from '../kernel-link.ts';
import { started } from '../realm.ts';
import type { BoundSocket } from '../../protocol.ts';

let sockets: readonly BoundSocket[] = [];
/** This process's own, by their listeners: the kernel's table may be older. */
const own = new Map<string, BoundSocket>();
let names = 0;

/** An id that no other process of the sandbox makes, for a socket or a listener on one. */
export function newSocketId(): string {
  return `${started().pid}:${++names}`;
}

export function boundSockets(): readonly BoundSocket[] {
  return [...sockets, ...own.values()];
}

/** The table as the kernel sends it: at the start, and after each change. */
export function setBoundSockets(known: readonly BoundSocket[]): void {
  sockets = known;
}

/** The kernel shall send the socket's connections and datagrams to this listener. */
export function addListener(listener: string, socket: BoundSocket): void {
  own.set(listener, socket);
  tellKernel({ op: 'listen', listener, socket });
}

export function removeListener(listener: string): void {
  own.delete(listener);
  tellKernel({ op: 'unlisten', listener });
}

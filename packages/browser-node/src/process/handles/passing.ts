/**
 * Handles in IPC messages. A token travels: the bytes of a connection stay with the kernel until the token's holder
 * opens it. The sender keeps its own handle, as on Unix, so a connection that nobody wanted is still there.
 */
import { binding } from '../binding.ts';
import { Connection } from '../connections.ts';
import type { BoundSocket, PassedHandle } from '../../protocol.ts';
import { SocketHandle } from './socket-handle.ts';
import { connectPassing } from './stream-wrap.ts';

type SocketHandleClass = new (type: number) => SocketHandle;
interface Constants {
  readonly SOCKET: number;
  readonly SERVER: number;
}

function classOf(kind: 'tcp' | 'pipe'): { Class: SocketHandleClass; constants: Constants } {
  const known = binding<{ TCP: SocketHandleClass; Pipe: SocketHandleClass; constants: Constants }>(`${kind}_wrap`);
  return { Class: kind === 'tcp' ? known.TCP : known.Pipe, constants: known.constants };
}

interface DatagramHandle {
  bound: BoundSocket | undefined;
}

/** Set by its binding. */
let Datagrams: (new () => DatagramHandle) | undefined;

export function connectDatagrams(Class: new () => DatagramHandle): void {
  Datagrams = Class;
}

/** @param channel carries the message: it waits until a connection that was read here has come to rest */
function pack(handle: unknown, channel: Connection): PassedHandle | undefined {
  if (Datagrams !== undefined && handle instanceof Datagrams) {
    return handle.bound && { type: 'bound', kind: 'udp', socket: handle.bound, bindError: 0 };
  }
  if (!(handle instanceof SocketHandle)) return undefined;
  const kind = handle instanceof classOf('tcp').Class ? 'tcp' : 'pipe';
  const { bound, connection, bindError } = handle;
  if (connection !== undefined) {
    if (connection.isOpen) channel.holdUntil((release) => connection.handOn(release));
    const { end, addresses, hasSentFin } = connection;
    return { type: 'stream', kind, end, addresses, hasSentFin };
  }
  return bound === undefined ? undefined : { type: 'bound', kind, socket: bound, bindError };
}

function receive(passed: PassedHandle): SocketHandle | DatagramHandle {
  if (passed.kind === 'udp') return Object.assign(newDatagrams(), { bound: passed.socket });
  const { Class, constants } = classOf(passed.kind);
  if (passed.type === 'bound') {
    const handle = new Class(constants.SERVER);
    handle.bound = passed.socket;
    handle.bindError = passed.bindError;
    return handle;
  }
  const handle = new Class(constants.SOCKET);
  const connection = Connection.of(passed.end, passed.addresses);
  connection.hasSentFin = passed.hasSentFin;
  handle.attach(connection);
  return handle;
}

function newDatagrams(): DatagramHandle {
  if (Datagrams === undefined) throw new Error('The binding of UDP is not there yet.');
  return new Datagrams();
}

connectPassing({ pack, receive });

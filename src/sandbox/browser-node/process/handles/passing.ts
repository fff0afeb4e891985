/**
 * Handles in IPC messages. What travels is a token: the bytes of a connection stay with the kernel until whoever holds the token
 * opens it. The sender keeps its own handle, as on Unix, so a connection that nobody wanted is still there.
 */
import { binding } from '../binding.ts';
import { Connection } from '../connections.ts';
import type { PassedHandle } from '../../protocol.ts';
import { Listener } from './listeners.ts';
import { connectPassing } from './stream-wrap.ts';

type ListenerClass = new (type: number) => Listener;
interface Constants {
  readonly SOCKET: number;
  readonly SERVER: number;
}

function classOf(kind: 'tcp' | 'pipe'): { Class: ListenerClass; constants: Constants } {
  const known = binding<{ TCP: ListenerClass; Pipe: ListenerClass; constants: Constants }>(`${kind}_wrap`);
  return { Class: kind === 'tcp' ? known.TCP : known.Pipe, constants: known.constants };
}

/** @param channel carries the message: it waits until a connection that was read here has come to rest */
function pack(handle: unknown, channel: Connection): PassedHandle | undefined {
  if (!(handle instanceof Listener)) return undefined;
  const kind = handle instanceof classOf('tcp').Class ? 'tcp' : 'pipe';
  const { bound, connection, bindError } = handle;
  if (connection !== undefined) {
    if (connection.isOpen) channel.holdUntil((release) => connection.handOn(release));
    const { end, addresses, hasSentFin } = connection;
    return { type: 'stream', kind, end, addresses, hasSentFin };
  }
  return bound === undefined ? undefined : { type: 'bound', kind, socket: bound, bindError };
}

function receive(passed: PassedHandle): Listener {
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

connectPassing({ pack, receive });

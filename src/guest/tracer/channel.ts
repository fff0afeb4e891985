/**
 * One end of an IPC channel (a ChildProcess in the primary, `process` in a worker): the program's own messages, and Node's
 * internal ones that tell a connection's way. The internal protocol (`cmd: 'NODE_CLUSTER'`, Node's lib/internal/cluster) may
 * change with any release; what is not recognised is passed over in silence.
 */
import type { EventEmitter } from 'node:events';
import type { WorkerId } from '../../core/trace/event.ts';
import type { Emit, Undo } from '../shared/emit.ts';

interface Channel extends EventEmitter {
  send?: (...args: never[]) => boolean;
}

export interface ChannelOptions {
  readonly emit: Emit;
  /** The worker at the other end (in the primary), or this worker itself. */
  readonly worker: WorkerId;
  readonly side: 'primary' | 'worker';
  /** Hears, in a worker, how the primary answered a listen: with the shared handle or with a promise of connections. */
  readonly onListenAnswer?: (holding: 'round-robin' | 'shared-handle') => void;
}

interface InternalMessage {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: number;
  readonly ack?: number;
  readonly accepted?: boolean;
  readonly errno?: number | null;
}

const PREVIEW_CHARACTERS = 200;

export function observeChannel(channel: Channel, options: ChannelOptions): Undo {
  const internal = createInternalObserver(options);
  const { emit, worker, side } = options;
  const [us, them] = side === 'primary' ? [0, worker] : [worker, 0];
  const { emit: emitBefore, send: sendBefore } = channel;
  const hadOwn = { emit: Object.hasOwn(channel, 'emit'), send: Object.hasOwn(channel, 'send') };

  channel.emit = function (name: string, ...args: unknown[]) {
    if (name === 'internalMessage') internal.received(args[0], args[1]);
    else if (name === 'message') emit({ type: 'message.received', from: them, to: us, body: preview(args[0]) });
    return Reflect.apply(emitBefore, this, [name, ...args]);
  };
  if (sendBefore !== undefined) {
    channel.send = function (...args: unknown[]) {
      if (isInternal(args[0])) internal.sent(args[0], args[1]);
      else emit({ type: 'message.sent', from: us, to: them, body: preview(args[0]) });
      return Reflect.apply(sendBefore, this, args) as boolean;
    };
  }
  return () => {
    restore(channel, 'emit', hadOwn.emit, emitBefore);
    restore(channel, 'send', hadOwn.send, sendBefore);
  };
}

function restore(channel: Channel, name: 'emit' | 'send', wasOwn: boolean, before: unknown): void {
  if (wasOwn) Reflect.set(channel, name, before);
  else Reflect.deleteProperty(channel, name);
}

/** Follows Node's internal requests and their answers, which carry the request's number as `ack`. */
function createInternalObserver({ emit, worker, side, onListenAnswer }: ChannelOptions) {
  /** What awaits its answer: connections handed over, and this worker's listens. Bounded by what Node has in flight. */
  const peers = new Map<number, number | null>();
  const listens = new Set<number>();

  const sent = (message: InternalMessage, handle: unknown) => {
    const { act, seq } = message;
    if (side === 'primary' && act === 'newconn' && seq !== undefined) {
      const peer = peerPort(handle);
      peers.set(seq, peer);
      emit({ type: 'connection.handed', to: worker, handoff: seq, peer });
    } else if (side === 'worker' && act === 'queryServer' && seq !== undefined) listens.add(seq);
  };

  const received = (message: unknown, handle: unknown) => {
    if (!isInternal(message)) return;
    const { act, ack, seq } = message;
    if (side === 'worker' && act === 'newconn' && seq !== undefined) {
      emit({ type: 'connection.received', handoff: seq, peer: peerPort(handle) });
    } else if (side === 'worker' && ack !== undefined && listens.delete(ack)) {
      if (!message.errno) onListenAnswer?.(handle ? 'shared-handle' : 'round-robin');
    } else if (side === 'primary' && ack !== undefined && peers.has(ack)) {
      const peer = peers.get(ack) ?? null;
      peers.delete(ack);
      const type = message.accepted ? 'connection.accepted' : 'connection.rejected';
      emit({ type, by: worker, handoff: ack, peer });
    }
  };
  return { sent, received };
}

function isInternal(message: unknown): message is InternalMessage {
  return typeof message === 'object' && message !== null && (message as InternalMessage).cmd === 'NODE_CLUSTER';
}

/** The client's port of a raw TCP handle; null where Node does not tell. */
function peerPort(handle: unknown): number | null {
  const read = (handle as { getpeername?: (out: { port?: number }) => number } | null | undefined)?.getpeername;
  if (typeof read !== 'function') return null;
  const address: { port?: number } = {};
  return Reflect.apply(read, handle, [address]) === 0 ? (address.port ?? null) : null;
}

function preview(message: unknown): string {
  try {
    return (JSON.stringify(message) ?? String(message)).slice(0, PREVIEW_CHARACTERS);
  } catch (error) {
    return `[cannot be shown as JSON: ${(error as Error).message}]`.slice(0, PREVIEW_CHARACTERS);
  }
}

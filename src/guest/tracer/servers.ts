/** Servers, connections and requests of one process, through `node:diagnostics_channel` (public; stability 1). */
import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { SocketHolding } from '../../core/trace/event.ts';
import type { Emit, Undo } from '../shared/emit.ts';

/** Longest path in a report; the rest says nothing about who served it. */
const PATH_CHARACTERS = 200;

/** @param holdingOf who holds the socket of the listen that just succeeded */
export function observeServers(emit: Emit, holdingOf: () => SocketHolding): Undo {
  /** Whose closing is told. */
  const followed = new WeakSet<Socket>();
  const follow = (socket: Socket, peer: number, port: number) => {
    followed.add(socket);
    socket.once('close', () => emit({ type: 'connection.closed', peer, port }));
  };
  const requests = createRequestObserver(emit);
  return subscribe({
    'tracing:net.server.listen:asyncEnd': ({ server }: { server: Server }) => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) return;
      emit({ type: 'server.listening', port: address.port, holding: holdingOf() });
      server.on('drop', (data) => {
        emit({ type: 'connection.dropped', peer: data?.remotePort ?? null, port: data?.localPort ?? null });
      });
    },
    'tracing:net.server.listen:error': ({ error }: { error: NodeJS.ErrnoException }) =>
      emit({ type: 'server.failed', code: error.code ?? error.name, message: error.message.slice(0, 200) }),
    'net.server.socket': ({ socket }: { socket: Socket }) => {
      const { remotePort: peer, localPort: port } = socket;
      if (peer === undefined || port === undefined) return;
      emit({ type: 'connection.opened', peer, port });
      follow(socket, peer, port);
    },
    'http.server.request.start': (message: HttpMessage) => {
      const { socket } = message;
      const { remotePort: peer, localPort: port } = socket;
      // One that the program was handed opened in another process, and closes here.
      if (!followed.has(socket) && peer !== undefined && port !== undefined) follow(socket, peer, port);
      requests.started(message);
    },
    'http.server.response.finish': requests.finished,
  });
}

interface HttpMessage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
}

function createRequestObserver(emit: Emit) {
  const numbers = new WeakMap<ServerResponse, number>();
  const used = new WeakSet<Socket>();
  let last = 0;
  return {
    started: ({ request, response, socket }: HttpMessage) => {
      const number = ++last;
      numbers.set(response, number);
      emit({
        type: 'request.started',
        request: number,
        method: request.method ?? '',
        path: (request.url ?? '').slice(0, PATH_CHARACTERS),
        peer: socket.remotePort ?? 0,
        reused: used.has(socket),
      });
      used.add(socket);
      response.once('close', () => {
        if (!response.writableFinished) emit({ type: 'request.aborted', request: number });
      });
    },
    finished: ({ response }: HttpMessage) => {
      const number = numbers.get(response);
      if (number !== undefined) emit({ type: 'request.finished', request: number, status: response.statusCode });
    },
  };
}

function subscribe(listeners: Readonly<Record<string, (message: never) => void>>): Undo {
  const entries = Object.entries(listeners) as [string, (message: unknown) => void][];
  for (const [name, listener] of entries) diagnostics.subscribe(name, listener);
  return () => {
    for (const [name, listener] of entries) diagnostics.unsubscribe(name, listener);
  };
}

/** Where pages of a workshop come in: each message is measured, read through its schema, and handed on in its sender's role. */
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { WORKSHOP_LIMITS } from '../../core/workshop/limits.ts';
import {
  firstMessageSchema,
  hostMessageSchema,
  learnerMessageSchema,
  type Hello,
} from '../../core/workshop/protocol.schema.ts';
import type { Refusal } from '../refusal.ts';
import type { UpgradeHandler } from '../upgrades.ts';
import { Bucket, Buckets } from './bucket.ts';
import { Connection } from './connection.ts';
import { AWAY, type Entrance, type Workshops } from './workshops.ts';

/** Who says nothing for so long is not a page of ours. */
const HELLO_WITHIN_MS = 10_000;
/** A page that does not answer between two of these is gone. */
const PING_EVERY_MS = 20_000;
/** A page that comes back tells in a burst what it did meanwhile. A shared run counts as some thirty messages. */
const BYTES_PER_MESSAGE = 2_000;
const MESSAGES = { burst: 300, perSecond: 20 };
/** Of one address: a class behind one router mistypes now and then. */
const WRONG_TRIES = { burst: 60, perSecond: 0.5 };
/** Of one server: the members of a full workshop, each with a second tab now and then. */
const MOST_SOCKETS = 5_000;

export interface SocketOptions {
  readonly helloWithinMs?: number;
}

const FOREIGN: Refusal = { status: 403, sentence: 'Only a page of this server may open it. Open the workshop there.' };
const FULL: Refusal = { status: 503, sentence: 'This server has as many pages open as it can. Try again in a minute.' };

export interface WorkshopSocket {
  /** Of `WORKSHOP_SOCKET_PATH`. */
  readonly upgrade: UpgradeHandler;
  /** Closes every socket. */
  close(): void;
}

export function openWorkshopSocket(workshops: Workshops, options: SocketOptions = {}): WorkshopSocket {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: WORKSHOP_LIMITS.message,
    perMessageDeflate: false,
  });
  const wrong = new Buckets(WRONG_TRIES);
  const alive = new WeakSet<WebSocket>();
  const upgrade: UpgradeHandler = (request, socket, head) => {
    if (!isOwnPage(request)) return FOREIGN;
    if (sockets.clients.size >= MOST_SOCKETS) return FULL;
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      alive.add(webSocket);
      webSocket.on('pong', () => alive.add(webSocket));
      serve(webSocket, workshops, wrong, request.socket.remoteAddress ?? '', options.helloWithinMs ?? HELLO_WITHIN_MS);
    });
    return undefined;
  };
  const pinging = setInterval(() => {
    for (const webSocket of sockets.clients) {
      if (!alive.delete(webSocket)) webSocket.terminate();
      else webSocket.ping();
    }
  }, PING_EVERY_MS);
  return {
    upgrade,
    close() {
      clearInterval(pinging);
      for (const webSocket of sockets.clients) webSocket.terminate();
    },
  };
}

/** Another site's page gets no socket, should it know a secret or not. Programs send no Origin. */
function isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

function serve(
  webSocket: WebSocket,
  workshops: Workshops,
  wrong: Buckets,
  address: string,
  helloWithinMs: number,
): void {
  const connection = new Connection(webSocket);
  const messages = new Bucket(MESSAGES, Date.now());
  let entrance: Entrance | 'entering' | undefined;
  const late = setTimeout(() => connection.close('too-slow', 'The page said nothing. Reload it.'), helloWithinMs);
  // An error is followed by the close, which is what counts.
  webSocket.on('error', () => undefined);
  webSocket.on('close', () => {
    clearTimeout(late);
    if (typeof entrance === 'object') entrance.room.forget(connection);
  });
  webSocket.on('message', (data, isBinary) => {
    if (webSocket.readyState !== webSocket.OPEN) return;
    const text = (data as Buffer).toString();
    if (!messages.take(Date.now(), 1 + text.length / BYTES_PER_MESSAGE)) {
      connection.close('too-fast', 'This page sent too much at once. It tries again in a moment.');
      return;
    }
    const message = isBinary ? undefined : parse(text);
    if (typeof entrance === 'object') {
      hear(entrance, connection, workshops, message);
      return;
    }
    clearTimeout(late);
    const hello = firstMessageSchema.safeParse(message).data;
    if (hello === undefined || entrance === 'entering') {
      notUnderstood(connection);
      return;
    }
    entrance = 'entering';
    void enter(hello, connection, workshops, wrong, address).then((entered) => {
      entrance = entered;
      // Told why already, unless the disk or a deletion came between.
      if (entered === undefined)
        connection.close('restarting', 'The server could not take this page in. It tries again by itself.');
      // It may have gone while its name was being kept.
      if (webSocket.readyState !== webSocket.OPEN) entered?.room.forget(connection);
    });
  });
}

async function enter(hello: Hello, connection: Connection, workshops: Workshops, wrong: Buckets, address: string) {
  if (workshops.isAway) {
    connection.close('restarting', AWAY);
    return undefined;
  }
  if (hello.type === 'join') {
    const tries = wrong.of(address, Date.now());
    if (tries.isEmpty(Date.now())) {
      connection.close('too-many-tries', 'Too many wrong codes came from here. Wait a minute, then try again.');
      return undefined;
    }
    const room = workshops.withCode(hello.code);
    if (room === undefined) {
      tries.take(Date.now());
      connection.close('unknown-code', 'No workshop has this code. Compare it with the one on the screen.');
      return undefined;
    }
    const member = await room.join(connection, hello.name);
    return member === undefined ? undefined : ({ as: 'learner', room, member } satisfies Entrance);
  }
  const secret = hello.type === 'return' ? hello.token : hello.secret;
  const entrance = workshops.enter(hello.type, secret);
  if (entrance === undefined) connection.close('unknown-secret', UNKNOWN[hello.type]);
  else if (entrance.as === 'learner') entrance.room.welcome(connection, entrance.member, secret);
  else if (entrance.as === 'host') entrance.room.host(connection, entrance.screen);
  else entrance.room.screen(connection);
  return entrance;
}

const UNKNOWN = {
  return: 'This workshop does not know this page any more. Join with the code again.',
  host: 'This link opens no workshop: it is incomplete, a newer link was made, or the workshop was deleted.',
  screen: 'This link shows no workshop: it is incomplete, a newer link was made, or the workshop was deleted.',
};

function hear(entrance: Entrance, connection: Connection, workshops: Workshops, message: unknown): void {
  const { room } = entrance;
  if (entrance.as === 'learner') {
    const said = learnerMessageSchema.safeParse(message).data;
    if (said?.type === 'report') void room.report(connection, entrance.member, said.id, said.report);
    else if (said?.type === 'leave') void room.leave(entrance.member);
    else notUnderstood(connection);
  } else if (entrance.as === 'host') {
    const said = hostMessageSchema.safeParse(message).data;
    if (said?.type === 'act') void room.act(connection, said.id, said.act);
    else if (said?.type === 'renew') void room.renew(connection);
    else if (said?.type === 'export') room.export(connection, said.format);
    else if (said?.type === 'delete' && said.title === room.title) void workshops.delete(room);
    else notUnderstood(connection);
  } else notUnderstood(connection);
}

function notUnderstood(connection: Connection): void {
  connection.close('not-understood', 'The page and the server do not understand each other. Reload the page.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

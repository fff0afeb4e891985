/** Where pages of a workshop come in: each message is measured, read through its schema, and handed on in its sender's role. */
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { WORKSHOP_LIMITS } from '../model/limits.ts';
import {
  beatSchema,
  firstMessageSchema,
  hostMessageSchema,
  learnerMessageSchema,
  type Hello,
} from '../model/protocol.schema.ts';
import type { Refusal } from '../../../server/refusal.ts';
import type { UpgradeHandler } from '../../../server/upgrades.ts';
import { Bucket, Buckets } from './bucket.ts';
import { Connection } from './connection.ts';
import { AWAY, type Entrance, type NoEntrance, type Workshops } from './workshops.ts';
import { neighbourhood } from './addresses.ts';
import { Room } from './room.ts';

/** Who says nothing for so long is not a page of ours. */
const HELLO_WITHIN_MS = 10_000;
/** A page that does not answer between two of these is gone. */
const PING_EVERY_MS = 8_000;
/** A page that comes back tells in a burst what it did meanwhile. A shared run counts as some thirty messages. */
const BYTES_PER_MESSAGE = 2_000;
const MESSAGES = { burst: 300, perSecond: 20 };
/** Of one address: a class behind one router mistypes now and then. */
const WRONG_TRIES = { burst: 60, perSecond: 0.5 };
/** Codes that are looked at of an address with no tries left: a class gets in behind a neighbour who guesses, and guesses stay slow. */
const TRIES_LOOKED_AT = { burst: 200, perSecond: 40 };
/** Of one server: the members of a full workshop, each with a second tab now and then. */
const MOST_SOCKETS = 5_000;

export interface SocketOptions {
  readonly helloWithinMs?: number;
  readonly mostSockets?: number;
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
  const guesses = { wrong: new Buckets(WRONG_TRIES), lookedAt: new Buckets(TRIES_LOOKED_AT) };
  const alive = new WeakSet<WebSocket>();
  /** The longest such first: they give way where there is no room, so that nobody who says nothing keeps a class out. */
  const silent = new Set<WebSocket>();
  const upgrade: UpgradeHandler = (request, socket, head) => {
    if (!isOwnPage(request)) return FOREIGN;
    if (sockets.clients.size >= (options.mostSockets ?? MOST_SOCKETS)) {
      const [longest] = silent;
      if (longest === undefined) return FULL;
      silent.delete(longest);
      longest.terminate();
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      silent.add(webSocket);
      for (const event of ['message', 'close']) webSocket.once(event, () => silent.delete(webSocket));
      alive.add(webSocket);
      webSocket.on('pong', () => alive.add(webSocket));
      const address = neighbourhood(request.socket.remoteAddress ?? '');
      serve(webSocket, workshops, guesses, address, options.helloWithinMs ?? HELLO_WITHIN_MS);
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

/** By address. */
interface Guesses {
  readonly wrong: Buckets;
  readonly lookedAt: Buckets;
}

function serve(
  webSocket: WebSocket,
  workshops: Workshops,
  guesses: Guesses,
  address: string,
  helloWithinMs: number,
): void {
  const connection = new Connection(webSocket);
  const messages = new Bucket(MESSAGES, performance.now());
  let entrance: Entrance | 'entering' | undefined;
  const late = setTimeout(() => connection.close('too-slow', 'The page said nothing. Reload it.'), helloWithinMs);
  // A mistake of ours ends the one connection that met it.
  const failed = (error: unknown) => {
    console.error('A page of a workshop was sent away:', error);
    connection.close('restarting', 'The server could not do what this page asked. It tries again by itself.');
  };
  // An error is followed by the close, which is what counts.
  webSocket.on('error', () => undefined);
  webSocket.on('close', () => {
    clearTimeout(late);
    if (typeof entrance === 'object') entrance.room.audience.forget(connection);
  });
  webSocket.on('message', (data, isBinary) => {
    if (webSocket.readyState !== webSocket.OPEN) return;
    const text = (data as Buffer).toString();
    if (!messages.take(performance.now(), 1 + text.length / BYTES_PER_MESSAGE)) {
      connection.close('too-fast', 'This page sent too much at once. It tries again in a moment.');
      return;
    }
    const message = isBinary ? undefined : parse(text);
    if (typeof entrance === 'object') {
      hear(entrance, connection, workshops, message).catch(failed);
      return;
    }
    clearTimeout(late);
    const hello = firstMessageSchema.safeParse(message).data;
    if (hello === undefined || entrance === 'entering') {
      notUnderstood(connection);
      return;
    }
    entrance = 'entering';
    enter(hello, connection, workshops, guesses, address)
      .then((entered) => {
        entrance = entered;
        // It may have gone while its name was being kept.
        if (webSocket.readyState !== webSocket.OPEN) entered?.room.audience.forget(connection);
      })
      .catch(failed);
  });
}

async function enter(hello: Hello, connection: Connection, workshops: Workshops, guesses: Guesses, address: string) {
  if (workshops.isAway) return void refuse(connection, { why: 'restarting', sentence: AWAY });
  if (hello.type === 'join') {
    const now = performance.now();
    const tries = guesses.wrong.of(address, now);
    if (tries.isEmpty(now) && !guesses.lookedAt.of(address, now).take(now))
      return void refuse(connection, TOO_MANY_TRIES);
    const room = workshops.withCode(hello.code);
    if (!(room instanceof Room)) {
      const isGuess = room.why === 'unknown-code';
      return void refuse(connection, isGuess && !tries.take(now) ? TOO_MANY_TRIES : room);
    }
    const member = await room.join(connection, hello, address);
    return member === undefined ? undefined : ({ as: 'learner', room, member } satisfies Entrance);
  }
  const secret = hello.type === 'return' ? hello.token : hello.secret;
  const entrance = workshops.enter(hello.type, secret);
  if ('why' in entrance) return void refuse(connection, entrance);
  if (entrance.as === 'learner') entrance.room.welcome(connection, entrance.member, secret);
  else if (entrance.as === 'host') entrance.room.audience.addHost(connection, entrance.screen);
  else entrance.room.audience.addScreen(connection);
  return entrance;
}

function refuse(connection: Connection, { why, sentence }: NoEntrance): void {
  connection.close(why, sentence);
}

const TOO_MANY_TRIES = {
  why: 'too-many-tries',
  sentence: 'Too many wrong codes came from here. Wait a minute, then try again.',
} as const;

async function hear(entrance: Entrance, connection: Connection, workshops: Workshops, message: unknown): Promise<void> {
  const { room } = entrance;
  if (beatSchema.safeParse(message).success) {
    connection.send({ type: 'beat' });
    return;
  }
  if (entrance.as === 'learner') {
    const said = learnerMessageSchema.safeParse(message).data;
    if (said?.type === 'report') return room.report(connection, entrance.member, said.id, said.report);
    if (said?.type === 'leave') return room.leave(entrance.member);
  } else if (entrance.as === 'host') {
    const said = hostMessageSchema.safeParse(message).data;
    if (said?.type === 'act') return room.act(connection, said.id, said.act);
    if (said?.type === 'renew') return room.renew(connection);
    if (said?.type === 'export') return void room.export(connection, said.format);
    if (said?.type === 'delete' && said.title === room.title) return workshops.delete(room, connection);
  }
  notUnderstood(connection);
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

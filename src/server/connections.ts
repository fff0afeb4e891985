/**
 * How much of a server its visitors can hold: a bound on connections in all and from one address, which has a whole class behind it
 * where a school has one. At a bound the connection that has asked for nothing the longest gives way, so silent ones shut nobody out.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuse, type Refusal } from './refusal.ts';

export interface Bounds {
  readonly total: number;
  readonly perAddress: number;
}

/** Heads and bodies here are small: what takes longer trickles in on purpose. */
const TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
} as const;
/** Who takes nothing of its answer for so long is gone. */
const SILENT_MS = 60_000;
/** At a bound, who is still taking one answer after so long gives way too. */
const PATIENCE_MS = 30_000;
/** Requests that a client sent ahead of their answers; browsers send none. */
const MOST_PIPELINED = 32;
/** A thousand learners, each with a browser's six connections, a socket, and some of others. */
const MOST = 10_000;
/** Of the files that a process may open: for the database, the programs and the libraries. */
const RESERVED = 1_000;

const FULL: Refusal = {
  status: 503,
  sentence: 'Too many connections are open. Close some tabs of this site, then try again.',
};

/** @param files that a process may open: an answer has one open beside its connection. One address leaves a quarter to others. */
function boundsFor(files: number): Bounds {
  const total = Math.floor(Math.min(MOST, (files - Math.min(RESERVED, files / 4)) / 2));
  return { total, perAddress: Math.floor((total * 3) / 4) };
}

/** One end of connections, as an address tells. */
interface Peer {
  open: number;
  /** Those without a request under way, the longest such first. */
  readonly idle: Set<Socket>;
  /** Those with one: its response, and since when. */
  readonly busy: Map<Socket, { readonly response: ServerResponse; readonly since: number }>;
}

/** The connections of one server, or of several that share the bounds. */
export class Connections {
  readonly #bounds: Bounds;
  readonly #peers = new Map<string, Peer>();
  readonly #open = new Map<Socket, Peer>();
  #isClosed = false;

  constructor(bounds: Bounds = boundsFor(openFilesLimit())) {
    this.#bounds = bounds;
  }

  /** A server whose connections count, and which takes what is pipelined one by one. */
  serve(handler: RequestListener): Server {
    const ifOpen: RequestListener = (request, response) => {
      if (this.#open.has(request.socket)) void handler(request, response);
      else response.destroy();
    };
    const server = createServer(TIMES, inTurn(ifOpen));
    server.setTimeout(SILENT_MS);
    this.watch(server);
    return server;
  }

  /** Counts the connections of a server that somebody else made. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#accept(socket));
    server.on('request', (request, response) => this.#ask(request, response));
    // Such as a computer without a descriptor left: one visitor is lost, not all.
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.syscall === 'accept') console.error(`A connection was lost: ${error.message}`);
    });
  }

  /** Its upgrade was taken: it waits for nothing, and gives way to nobody. */
  hold(socket: Socket): void {
    this.#open.get(socket)?.idle.delete(socket);
  }

  /** Whatever is open, upgraded or half asked for, and whatever comes now. */
  close(): void {
    this.#isClosed = true;
    for (const socket of this.#open.keys()) socket.destroy();
  }

  #accept(socket: Socket): void {
    socket.on('error', () => undefined);
    if (this.#isClosed) {
      socket.destroy();
      return;
    }
    const address = addressOf(socket);
    const peer = this.#peers.get(address) ?? { open: 0, idle: new Set(), busy: new Map() };
    const { total, perAddress } = this.#bounds;
    const hasRoom =
      (peer.open < perAddress || this.#makeRoom(peer)) && (this.#open.size < total || this.#makeRoom(this.#largest()));
    if (!hasRoom) {
      refuse(socket, FULL);
      return;
    }
    this.#peers.set(address, peer);
    this.#open.set(socket, peer);
    peer.open++;
    peer.idle.add(socket);
    socket.once('close', () => {
      this.#forget(socket);
      if (peer.open === 0) this.#peers.delete(address);
    });
  }

  #ask({ socket }: IncomingMessage, response: ServerResponse): void {
    const peer = this.#open.get(socket);
    if (peer === undefined) return;
    peer.idle.delete(socket);
    peer.busy.set(socket, { response, since: performance.now() });
    response.once('close', () => {
      // Another one came behind it, or the connection is gone.
      if (peer.busy.get(socket)?.response !== response) return;
      peer.busy.delete(socket);
      if (!socket.destroyed) peer.idle.add(socket);
    });
  }

  #makeRoom(peer: Peer): boolean {
    const [idle] = peer.idle;
    const [slow] = peer.busy;
    const late = slow !== undefined && performance.now() - slow[1].since > PATIENCE_MS ? slow[0] : undefined;
    const leaving = idle ?? late;
    if (leaving === undefined) return false;
    this.#forget(leaving);
    leaving.destroy();
    return true;
  }

  #largest(): Peer {
    return [...this.#peers.values()].reduce((most, peer) => (peer.open > most.open ? peer : most));
  }

  #forget(socket: Socket): void {
    const peer = this.#open.get(socket);
    if (peer === undefined) return;
    this.#open.delete(socket);
    peer.open--;
    peer.idle.delete(socket);
    peer.busy.delete(socket);
  }
}

/** Answers leave in the order of their requests anyway: taken one by one, a connection has one file open however much it asks ahead. */
function inTurn(handler: RequestListener): RequestListener {
  const queues = new WeakMap<Socket, (() => void)[]>();
  return (request, response) => {
    const { socket } = request;
    const start = () => {
      response.once('close', () => {
        const next = queues.get(socket)?.shift();
        if (next === undefined) queues.delete(socket);
        else if (!socket.destroyed) next();
      });
      void handler(request, response);
    };
    const queue = queues.get(socket);
    if (queue === undefined) {
      queues.set(socket, []);
      start();
    } else if (queue.length < MOST_PIPELINED) queue.push(start);
    else socket.destroy();
  };
}

/** A network gives one computer as many IPv6 addresses as it likes, all with the same first half. */
function addressOf({ remoteAddress = '' }: Socket): string {
  const [, mapped] = /^::ffff:([\d.]+)$/.exec(remoteAddress) ?? [];
  if (mapped !== undefined || !remoteAddress.includes(':')) return mapped ?? remoteAddress;
  const [head = [], tail = []] = remoteAddress.split('::').map((part) => part.split(':').filter(Boolean));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].slice(0, 4).join(':');
}

/** How many files this process may have open; a Windows process has no such limit. */
function openFilesLimit(): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft: number | 'unlimited' } };
  };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : Infinity;
}

/**
 * Cluster's round robin where a container cannot hand a connection's handle to another process. Node itself still chooses the
 * worker, asks it and hears its answer; only the handle stays behind: the primary passes the bytes on to a private port of the
 * worker, which takes that connection for the one it was handed.
 * Rests on Node's internal cluster messages (lib/internal/cluster/{primary,child,utils,round_robin_handle}.js).
 */
import type { ChildProcess } from 'node:child_process';
import cluster from 'node:cluster';
import { syncBuiltinESMExports } from 'node:module';
import net, { type AddressInfo, type Server } from 'node:net';
import process from 'node:process';
import { pipeline } from 'node:stream';

/** Node keeps messages whose `cmd` begins so from the program's own listeners. */
const RELAY = 'NODE_CLUSTER_LAB_RELAY';
const HOST = '127.0.0.1';

interface Address {
  address?: string;
  family?: string;
  port?: number;
}

/** A TCP handle of Node's own, as far as it is used here. */
interface Handle {
  close: () => void;
  getpeername: (out: Address) => number;
}

/** What Node sends to a worker with each connection. */
interface NewConnection {
  readonly cmd: 'NODE_CLUSTER';
  readonly act: 'newconn';
}

interface Relayed {
  readonly cmd: typeof RELAY;
  /** From the worker: where it takes relayed connections. */
  readonly port?: number;
  /** From the primary: Node's message, and the relaying connection's port at the primary's end. */
  readonly message?: NewConnection;
  readonly via: number;
  readonly client: Address;
}

export function relayFromPrimary(): void {
  keepRoundRobin();
  const { fork } = cluster;
  cluster.fork = function (this: typeof cluster, ...args: Parameters<typeof fork>) {
    const worker = Reflect.apply(fork, this, args);
    relayTo(worker.process);
    return worker;
  };
  syncBuiltinESMExports();
}

/** Sharing one listening handle, which SCHED_NONE means, needs what the container lacks. */
function keepRoundRobin(): void {
  Object.defineProperty(cluster, 'schedulingPolicy', {
    get: () => cluster.SCHED_RR,
    set(policy: number) {
      if (policy === cluster.SCHED_RR) return;
      process.stderr.write(
        'Cluster Lab: this container cannot share a listening handle, so SCHED_NONE is round robin here.\n',
      );
    },
  });
}

function relayTo(channel: ChildProcess): void {
  const { send } = channel;
  const workerPort = new Promise<number>((resolve) => {
    channel.on('internalMessage', (message: Partial<Relayed>) => {
      if (message.cmd === RELAY && message.port !== undefined) resolve(message.port);
    });
  });
  const sendOrRelay = (...args: unknown[]): boolean => {
    const [message, handle] = args;
    if (!isNewConnection(message) || handle === undefined) return Reflect.apply(send, channel, args) as boolean;
    void workerPort.then((port) => {
      const client = peerOf(handle as Handle);
      relay(handle as Handle, port, (via) => {
        const relayed: Relayed = { cmd: RELAY, message, via, client };
        Reflect.apply(send, channel, [relayed]);
      });
    });
    return true;
  };
  channel.send = sendOrRelay;
}

/** Node closes its own handle when the worker has accepted; here that is when the bytes begin to flow. */
function relay(handle: Handle, port: number, tell: (via: number) => void): void {
  const upstream = net.connect({ port, host: HOST, allowHalfOpen: true });
  const ignore = (): void => undefined;
  upstream.on('error', ignore);
  upstream.once('connect', () => {
    handle.close = () => {
      Reflect.deleteProperty(handle, 'close');
      const client = new net.Socket({ handle, allowHalfOpen: true } as unknown as net.SocketConstructorOpts);
      pipeline(client, upstream, ignore);
      pipeline(upstream, client, ignore);
    };
    tell(upstream.localPort as number);
  });
}

/** Settles when this worker can take relayed connections: before the tracer looks, so that it reports the program's servers alone. */
export async function relayIntoWorker(): Promise<void> {
  const arrived = new Map<number, Handle>();
  const awaited = new Map<number, (handle: Handle) => void>();
  const inner = net.createServer() as Server & { _handle: { onconnection: (error: number, handle: Handle) => void } };
  await new Promise<void>((resolve) => {
    inner.listen({ port: 0, host: HOST, exclusive: true }, resolve);
    inner.unref();
  });
  inner._handle.onconnection = (_error, handle) => {
    const via = peerOf(handle).port as number;
    const take = awaited.get(via);
    awaited.delete(via);
    if (take === undefined) arrived.set(via, handle);
    else take(handle);
  };
  process.on('internalMessage', ({ cmd, message, via, client }: Relayed) => {
    if (cmd !== RELAY || message === undefined) return;
    const take = (handle: Handle) => {
      // The client's address, not the relaying primary's.
      handle.getpeername = (out) => (Object.assign(out, client), 0);
      process.emit('internalMessage' as 'message', message, handle as never);
    };
    const handle = arrived.get(via);
    arrived.delete(via);
    if (handle === undefined) awaited.set(via, take);
    else take(handle);
  });
  process.send?.({ cmd: RELAY, port: (inner.address() as AddressInfo).port });
}

function isNewConnection(message: unknown): message is NewConnection {
  const { cmd, act } = (message ?? {}) as Partial<NewConnection>;
  return cmd === 'NODE_CLUSTER' && act === 'newconn';
}

function peerOf(handle: Handle): Address {
  const address: Address = {};
  handle.getpeername(address);
  return address;
}

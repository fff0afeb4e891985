/** One event as the end of a sentence, for a reader who steps through a run: "worker 2 begins GET / from :53412". */
import type { TraceEvent, WorkerId } from './event.ts';

export function describeEvent(event: TraceEvent): string {
  const who = nameOf(event.worker);
  switch (event.type) {
    case 'process.started':
      return `${who} starts as process ${event.pid}`;
    case 'process.exiting':
      return `${who} exits with code ${event.code}`;
    case 'process.memory':
      return `${who} holds a heap of ${(event.heapUsed / 1e6).toFixed(1)} MB of its own`;
    case 'process.crashed':
      return `${who} crashes: ${event.name}: ${event.message}`;
    case 'thread.started':
      return `${who} starts a thread`;
    case 'cluster.setup':
      return event.policy === 'none'
        ? 'the cluster lets the operating system choose who accepts'
        : 'the cluster will deal connections in turn';
    case 'worker.forked':
      return `the primary forks worker ${event.id} as process ${event.workerPid}`;
    case 'worker.online':
      return `worker ${event.id} says that it is online`;
    case 'worker.listening':
      return `worker ${event.id} says that it listens on port ${event.port}`;
    case 'worker.disconnected':
      return `worker ${event.id} disconnects${event.voluntary ? ', as it was asked to' : ''}`;
    case 'worker.exited':
      return `worker ${event.id} has ended: ${event.signal ?? `code ${event.code ?? 'unknown'}`}${event.voluntary ? ', as it was asked to' : ''}`;
    case 'server.listening':
      return listening(event, who);
    case 'server.failed':
      return `${who} can't listen: ${event.code}`;
    case 'connection.handed':
      return `the primary hands the connection from ${peerOf(event.peer)} to worker ${event.to}`;
    case 'connection.received':
      return `${who} receives the connection from ${peerOf(event.peer)}`;
    case 'connection.accepted':
      return `worker ${event.by} takes the connection from ${peerOf(event.peer)}`;
    case 'connection.rejected':
      return `worker ${event.by} sends the connection from ${peerOf(event.peer)} back to the primary`;
    case 'connection.opened':
      return `${who} has the connection from ${peerOf(event.peer)} open`;
    case 'connection.closed':
      return `the connection from ${peerOf(event.peer)} to ${who} closes`;
    case 'connection.dropped':
      return `${who} drops a connection: it has as many as it may`;
    case 'request.started':
      return `${who} begins ${event.method} ${event.path} from ${peerOf(event.peer)}${event.reused ? ', on the same connection as before' : ''}`;
    case 'request.finished':
      return `${who} has answered its request ${event.request} with ${event.status}`;
    case 'request.aborted':
      return `${who} loses the client of its request ${event.request}`;
    case 'message.sent':
      return `${nameOf(event.from)} sends ${nameOf(event.to)} a message: ${event.body}`;
    case 'message.received':
      return `${nameOf(event.to)} receives the message: ${event.body}`;
    case 'load.started':
    case 'load.held':
    case 'load.outcome':
    case 'load.cookies':
    case 'load.finished':
      return `the load "${event.load}" reports`;
    default:
      return event satisfies never;
  }
}

function nameOf(worker: WorkerId): string {
  return worker === 0 ? 'the primary' : `worker ${worker}`;
}

function peerOf(peer: number | null): string {
  return peer === null ? 'a client' : `:${peer}`;
}

function listening({ port, holding }: Extract<TraceEvent, { type: 'server.listening' }>, who: string): string {
  switch (holding) {
    case 'round-robin':
      return `${who} listens on port ${port}, whose socket the primary holds`;
    case 'shared-handle':
      return `${who} listens on port ${port}, with a socket that all share`;
    case 'own-socket':
      return `${who} opens port ${port} with a socket of its own`;
    default:
      return holding satisfies never;
  }
}

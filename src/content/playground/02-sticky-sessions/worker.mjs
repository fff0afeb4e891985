// In a worker: an HTTP server that never listens. Its connections arrive as messages.
import cluster from 'node:cluster';
import http from 'node:http';

export function startWorker() {
  const visits = new Map();

  const server = http.createServer((request, response) => {
    const count = (visits.get(request.url) ?? 0) + 1;
    visits.set(request.url, count);
    console.log(`worker ${cluster.worker.id}: visit ${count} of ${request.url}`);
    response.end(`visit ${count}\n`);
  });

  process.on('message', ({ head }, socket) => {
    if (socket === undefined) return; // the client left on the way
    server.emit('connection', socket);
    socket.emit('data', Buffer.from(head, 'latin1'));
    socket.resume();
  });
}

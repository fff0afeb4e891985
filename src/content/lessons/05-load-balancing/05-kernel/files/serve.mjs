import cluster from 'node:cluster';
import http from 'node:http';
import { listeningSockets } from './sockets.mjs';

/** The same server three times; only the way in differs. */
export function serve(options = {}) {
  if (cluster.isPrimary) {
    const workers = [cluster.fork(), cluster.fork()];
    let ready = 0;
    cluster.on('message', () => {
      if (++ready === workers.length) tellWhoHolds(workers);
    });
  } else {
    const server = http.createServer((request, response) => {
      response.end(`worker ${cluster.worker.id}\n`);
    });
    server.listen({ port: Number(process.env.PORT), ...options }, () => process.send('ready'));
  }
}

function tellWhoHolds(workers) {
  const processes = { primary: process.pid };
  for (const { id, process } of workers) processes[`worker ${id}`] = process.pid;
  const sockets = listeningSockets(Number(process.env.PORT), processes);
  console.log(`sockets that listen: ${sockets.length}`);
  for (const { inode, heldBy } of sockets) console.log(`socket ${inode} is open in: ${heldBy.join(', ')}`);
}

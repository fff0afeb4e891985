// A primary that accepts itself hands each socket to the worker it chooses.
import cluster from 'node:cluster';
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
if (cluster.isPrimary) {
  const workers = [cluster.fork(), cluster.fork()];
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  let next = 0;
  const choice = [0, 0, 1, 0, 1, 1];
  const server = net.createServer({ pauseOnConnect: true }, (socket) => workers[choice[next++]].send('socket', socket));
  server.listen(process.env.PORT);
  await once(server, 'listening');
  const answers = [];
  for (let i = 0; i < choice.length; i++) {
    const [response] = await once(http.get({ port: process.env.PORT, agent: false }), 'response');
    answers.push(await text(response));
  }
  console.log(answers.join(' '));
  server.close();
  cluster.disconnect();
} else {
  const server = http.createServer((_request, response) => response.end(String(cluster.worker.id)));
  process.on('message', (message, socket) => {
    if (message !== 'socket') return;
    server.emit('connection', socket);
    socket.resume();
  });
  process.send('ready');
}

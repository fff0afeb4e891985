// Workers are replaced one by one, and a request under way is answered by the old one.
import cluster from 'node:cluster';
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
const get = (path) => {
  const request = http.get({ port: process.env.PORT, path, agent: false });
  return once(request, 'response').then(([response]) => text(response));
};
if (cluster.isPrimary) {
  const started = async () => {
    const worker = cluster.fork();
    await once(worker, 'listening');
    return worker;
  };
  const old = [await started(), await started()];
  const slow = get('/slow');
  const [busy] = await once(cluster, 'message');
  for (const worker of old) {
    await started();
    const gone = once(worker, 'exit');
    worker.disconnect();
    if (worker === busy) worker.send('finish');
    if (worker === busy) console.log('slow:', await slow);
    console.log('replaced', worker.id, await gone, worker.exitedAfterDisconnect);
  }
  console.log([await get('/'), await get('/')].sort(), Object.keys(cluster.workers));
  cluster.disconnect();
} else {
  http
    .createServer((request, response) => {
      if (request.url === '/slow') {
        process.once('message', () => response.end(`old worker ${cluster.worker.id}`));
        process.send('busy');
      } else response.end(`worker ${cluster.worker.id}`);
    })
    .listen(process.env.PORT);
}

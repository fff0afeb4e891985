// A worker that crashes while it serves cuts its connection, is replaced, and the next one serves.
import cluster from 'node:cluster';
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
const get = async (path) => {
  const [response] = await once(http.get({ port: process.env.PORT, path, agent: false }), 'response');
  return text(response);
};
if (cluster.isPrimary) {
  cluster.fork();
  await once(cluster, 'listening');
  for (let i = 0; i < 3; i++) {
    const exit = once(cluster, 'exit');
    console.log(await get('/'), await get('/crash').catch((error) => error.code));
    const [worker, code] = await exit;
    console.log('gone', worker.id, code);
    cluster.fork();
    await once(cluster, 'listening');
  }
  console.log(await get('/'));
  cluster.disconnect();
} else {
  http
    .createServer((request, response) => {
      if (request.url === '/crash') process.exit(1);
      response.end(`worker ${cluster.worker.id}`);
    })
    .listen(process.env.PORT);
}

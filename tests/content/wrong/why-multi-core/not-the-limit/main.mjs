import cluster from 'node:cluster';
import http from 'node:http';
import { queries, query } from './store.mjs';

if (cluster.isPrimary) {
  for (let i = 0; i < 4; i++) cluster.fork();
} else {
  http
    .createServer(async (request, response) => {
      if (request.url === '/queries') return response.end(String(queries));
      response.end(await query());
    })
    .listen(process.env.PORT);
}

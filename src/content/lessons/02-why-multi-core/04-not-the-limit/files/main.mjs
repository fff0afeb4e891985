import http from 'node:http';
import { queries, query } from './store.mjs';

http
  .createServer(async (request, response) => {
    if (request.url === '/queries') return response.end(String(queries));

    response.end(await query()); // every visitor asks the store
  })
  .listen(process.env.PORT);

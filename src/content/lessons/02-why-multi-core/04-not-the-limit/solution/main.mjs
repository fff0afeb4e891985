import http from 'node:http';
import { queries, query } from './store.mjs';

let inFlight;

/** Whoever asks while a query is on its way shares its answer. */
function sharedQuery() {
  inFlight ??= query().finally(() => {
    inFlight = undefined;
  });
  return inFlight;
}

http
  .createServer(async (request, response) => {
    if (request.url === '/queries') return response.end(String(queries));

    response.end(await sharedQuery());
  })
  .listen(process.env.PORT);

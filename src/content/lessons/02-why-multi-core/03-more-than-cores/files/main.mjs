import cluster from 'node:cluster';
import http from 'node:http';
import { availableParallelism } from 'node:os';
import { chosen, sizes } from './choice.mjs';
import { measure } from './measure.mjs';

if (cluster.isPrimary) {
  console.log(`usable cores: ${availableParallelism()}`);
  for (const size of sizes) console.log(`W=${size}: ${await measure(size)} requests/s`);
  console.log(`chosen: ${chosen}`);
} else {
  const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));

  http.createServer((request, response) => response.end(String(fib(26)))).listen(process.env.PORT);
}

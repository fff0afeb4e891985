import cluster from 'node:cluster';
import http from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { isPrime, LIMIT } from './primes.mjs';

const SLICE = 10_000;

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer(async (request, response) => {
    response.end(request.url === '/report' ? `${await countPrimes()}\n` : 'hello\n');
  });
  server.listen(process.env.PORT);
}

// After every slice the event loop has its turn, and with it everybody who waits.
async function countPrimes() {
  let count = 0;
  for (let number = 0; number < LIMIT; number++) {
    if (isPrime(number)) count++;
    if (number % SLICE === 0) await setImmediate();
  }
  return count;
}

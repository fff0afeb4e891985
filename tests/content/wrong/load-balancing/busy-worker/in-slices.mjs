import cluster from 'node:cluster';
import http from 'node:http';
import { isPrime, LIMIT } from './primes.mjs';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer(async (request, response) => {
    response.end(request.url === '/report' ? `${await countPrimes()}\n` : 'hello\n');
  });
  server.listen(process.env.PORT);
}

async function countPrimes() {
  let count = 0;
  for (let number = 0; number < LIMIT; number++) {
    if (isPrime(number)) count++;
    if (number % 10_000 === 0) await undefined;
  }
  return count;
}

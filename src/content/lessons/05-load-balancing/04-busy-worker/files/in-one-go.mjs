import cluster from 'node:cluster';
import http from 'node:http';
import { isPrime, LIMIT } from './primes.mjs';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    response.end(request.url === '/report' ? `${countPrimes()}\n` : 'hello\n');
  });
  server.listen(process.env.PORT);
}

function countPrimes() {
  let count = 0;
  for (let number = 0; number < LIMIT; number++) {
    if (isPrime(number)) count++;
  }
  return count;
}

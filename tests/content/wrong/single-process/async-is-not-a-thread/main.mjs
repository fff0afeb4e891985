import http from 'node:http';

function isPrime(n) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false;
  }
  return n > 1;
}

const SLICE = 20_000;

async function countPrimes(limit) {
  let count = 0;
  for (let n = 0; n < limit; n++) {
    if (isPrime(n)) count++;
    // Lets others in.
    if (n % SLICE === 0) await null;
  }
  return count;
}

const server = http.createServer(async (request, response) => {
  if (request.url === '/work') {
    response.end(`${await countPrimes(6_000_000)} primes\n`);
  } else {
    response.end('Hello\n');
  }
});

server.listen(process.env.PORT, () => console.log('ready'));

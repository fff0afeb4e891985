import http from 'node:http';

/** Deliberately slow: every call makes two more, down to 1 and 0. */
function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

const server = http.createServer((request, response) => {
  if (request.url === '/cpu') {
    response.end(`${fibonacci(42)}\n`);
  } else {
    response.end('Hello\n');
  }
});

server.listen(process.env.PORT, () => console.log('ready'));

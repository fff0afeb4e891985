import http from 'node:http';

const server = http.createServer((request, response) => {
  if (request.url === '/cpu') {
    // Takes two seconds, too.
    setTimeout(() => response.end('done\n'), 2000);
  } else {
    response.end('Hello\n');
  }
});

server.listen(process.env.PORT);

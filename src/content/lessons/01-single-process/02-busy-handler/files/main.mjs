import http from 'node:http';

const server = http.createServer((request, response) => {
  if (request.url === '/cpu') {
    // Yours: let this handler compute for a second or two, then answer.
    response.end('nothing computed yet\n');
  } else {
    response.end('Hello\n');
  }
});

server.listen(process.env.PORT, () => console.log('ready'));

import http from 'node:http';

// Waiting is asynchronous now, is it not?
async function pause(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const server = http.createServer(async (request, response) => {
  if (request.url === '/archive') {
    await pause(300);
    response.end('from the archive\n');
  } else {
    setTimeout(() => response.end('from the database\n'), 300);
  }
});

server.listen(process.env.PORT);

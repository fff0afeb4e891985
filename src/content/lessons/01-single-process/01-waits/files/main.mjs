import http from 'node:http';

// The archive needs 300 ms for an answer as well.
function pause(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const server = http.createServer((request, response) => {
  if (request.url === '/archive') {
    pause(300);
    response.end('from the archive\n');
  } else {
    // Stands for a database that answers after 300 ms.
    setTimeout(() => response.end('from the database\n'), 300);
  }
});

server.listen(process.env.PORT, () => console.log('ready'));

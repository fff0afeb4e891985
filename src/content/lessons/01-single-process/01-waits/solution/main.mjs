import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const server = http.createServer(async (request, response) => {
  if (request.url === '/archive') {
    // Meanwhile this process is free: nothing of ours runs until the timer is due.
    await delay(300);
    response.end('from the archive\n');
  } else {
    // Stands for a database that answers after 300 ms.
    setTimeout(() => response.end('from the database\n'), 300);
  }
});

server.listen(process.env.PORT, () => console.log('ready'));

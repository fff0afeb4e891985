import { pbkdf2Sync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';

// Linux lists the threads of a process in /proc, each with its name.
function threadNames() {
  return readdirSync('/proc/self/task').map((id) => readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim());
}

function report(when) {
  const names = threadNames();
  console.log(`threads ${when}: ${names.length} (${names.join(', ')})`);
}

// Slow on purpose: guessing passwords from stolen hashes should take years.
// (A real program has a random salt for each password.)
function hash(password) {
  return pbkdf2Sync(password, 'salt', 200_000, 16, 'sha256').toString('base64url');
}

report('at the start');

const server = http.createServer(async (request, response) => {
  if (request.url === '/hash') {
    const hashes = await Promise.all(['alpha', 'bravo', 'charlie', 'delta'].map((password) => hash(password)));
    report('after four hashes');
    response.end(`${hashes.join('\n')}\n`);
  } else {
    response.end('Hello\n');
  }
});

server.listen(process.env.PORT);

import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

const url = `http://localhost:${process.env.PORT}/`;

const answers = {};
for (let i = 0; i < 60; i++) {
  const worker = await visit();
  answers[worker] = (answers[worker] ?? 0) + 1;
}
console.log('answered by', answers);

/** One visit over a connection of its own; resolves with the text of the answer. */
async function visit() {
  const request = http.get(url, { agent: false });
  const [response] = await once(request, 'response');
  return text(response);
}

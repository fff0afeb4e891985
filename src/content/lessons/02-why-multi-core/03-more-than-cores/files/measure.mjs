import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';

const REQUESTS = 120;
const AT_ONCE = 8;

/** Starts so many workers, sends them requests, ends them, and says how many requests a second they answered. */
export async function measure(size) {
  const workers = Array.from({ length: size }, () => cluster.fork());
  await Promise.all(workers.map((worker) => once(worker, 'listening')));
  await send(2 * AT_ONCE); // the first calls are slow: the compiler still learns

  const started = performance.now();
  await send(REQUESTS);
  const seconds = (performance.now() - started) / 1000;

  for (const worker of workers) worker.disconnect();
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  return Math.round(REQUESTS / seconds);
}

async function send(requests) {
  let left = requests;
  const visitor = async () => {
    while (left-- > 0) await get();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
}

function get() {
  return new Promise((resolve, reject) => {
    // A new connection each time, so that every worker gets its part.
    http
      .get({ port: process.env.PORT, agent: false }, (response) => response.resume().on('end', resolve))
      .on('error', reject);
  });
}

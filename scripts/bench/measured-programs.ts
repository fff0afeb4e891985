/** Programs that measure themselves, the same text on In-browser Node and on the pinned Node; each prints one number. */

const SERVED = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  import { once } from 'node:events';
  const fork = async () => { const worker = cluster.fork(); await once(worker, 'listening'); return worker; };
  const get = (agent) => new Promise((resolve, reject) => {
    http.get({ port: process.env.PORT, host: '127.0.0.1', agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
  });
  const rate = async (requests, atOnce, agent) => {
    let left = requests;
    const from = performance.now();
    await Promise.all(Array.from({ length: atOnce }, async () => { while (left-- > 0) await get(agent); }));
    return requests / ((performance.now() - from) / 1000);
  };
`;

/** Milliseconds from fork() to 'online', median of several, each so long after the one before has ended. */
export const forkToOnline = (pauseMs: number) => `
  import cluster from 'node:cluster';
  import { once } from 'node:events';
  if (cluster.isPrimary) {
    const times = [];
    for (let i = 0; i < 7; i++) {
      const from = performance.now();
      const worker = cluster.fork();
      await once(worker, 'online');
      times.push(performance.now() - from);
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      await new Promise((resolve) => setTimeout(resolve, ${pauseMs}));
    }
    console.log(String(times.sort((a, b) => a - b)[3]));
  } else setInterval(() => {}, 1000);`;

/** Throughput of a handler that computes: two workers over one. */
export const TWO_OVER_ONE = `${SERVED}
  if (cluster.isPrimary) {
    const first = await fork();
    await rate(8, 4, false);
    const one = await rate(24, 4, false);
    await fork();
    await rate(8, 4, false);
    console.log(String(await rate(48, 4, false) / one));
    cluster.disconnect();
  } else http.createServer((request, response) => {
    let sum = 0;
    for (let i = 0; i < 4e7; i++) sum += i % 7;
    response.end(String(sum));
  }).listen(process.env.PORT);`;

/** Requests a second of a cluster of two, 10 at once. */
export const requestsPerSecond = (keepAlive: boolean) => `${SERVED}
  if (cluster.isPrimary) {
    await fork(); await fork();
    const agent = ${keepAlive ? 'new http.Agent({ keepAlive: true, maxSockets: 10 })' : 'false'};
    await rate(500, 10, agent);
    console.log(String(await rate(3000, 10, agent)));
    process.exit();
  } else http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);`;

export const IDLE_WORKERS = 8;
/** Says 'idle' once that many workers wait. */
export const idleCluster = (workers: number) => `${SERVED}
  if (cluster.isPrimary) {
    for (let i = 0; i < ${workers}; i++) await fork();
    console.log('idle');
  } else http.createServer(() => {}).listen(process.env.PORT);`;

/** Requests a second of a real cluster with the tracer against without, by a client of its own in this process. */
import { Agent, get } from 'node:http';
import { startTraced } from '../../tests/support/traced-program.ts';
import { median, type Row } from './report.ts';

const ROUNDS = 7;
const REQUESTS = 3_000;
const CONNECTIONS = 20;

const SOURCE = `
import cluster from 'node:cluster';
import http from 'node:http';
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); cluster.on('listening', (worker) => { if (++cluster.count === 2) console.log('ready'); }); cluster.count = 0; }
else http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);
`;

export async function rows(): Promise<readonly Row[]> {
  const result: Row[] = [];
  for (const keepAlive of [true, false]) {
    const [traced, plain] = [await startTraced(SOURCE), await startTraced(SOURCE, { traced: false })];
    try {
      while (!traced.text.includes('ready') || !plain.text.includes('ready'))
        await new Promise((resolve) => setTimeout(resolve, 10));
      const pairs: (readonly [number, number])[] = [];
      await Promise.all([rate(traced.port, keepAlive), rate(plain.port, keepAlive)]);
      for (let round = 0; round < ROUNDS; round++) {
        // Each goes first in turn: what the first one leaves behind is the second one's burden.
        const first = round % 2 === 0 ? traced.port : plain.port;
        const one = await rate(first, keepAlive);
        const other = await rate(first === traced.port ? plain.port : traced.port, keepAlive);
        pairs.push(first === traced.port ? [one, other] : [other, one]);
      }
      const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
      const [ours, theirs] = [median(pairs.map(([each]) => each)), median(pairs.map(([, each]) => each))];
      const note = `goal ≥ 0.80; ${Math.round(ours)} against ${Math.round(theirs)} requests/s, ${CONNECTIONS} at once, median of ${ROUNDS} pairs`;
      const name = `tracer, ${keepAlive ? 'keep-alive' : 'new connections'}: requests/s with / without`;
      result.push({ name, value: Number(ratio.toFixed(2)), unit: '×', note });
    } finally {
      await traced.stop();
      await plain.stop();
    }
  }
  return result;
}

/** Requests a second. */
async function rate(port: number, keepAlive: boolean): Promise<number> {
  const agent = new Agent({ keepAlive, maxSockets: CONNECTIONS });
  let left = REQUESTS;
  const visitor = async () => {
    while (left-- > 0) {
      await new Promise<void>((resolve, reject) => {
        get({ port, host: '127.0.0.1', agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
      });
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor));
  agent.destroy();
  return REQUESTS / ((performance.now() - from) / 1_000);
}

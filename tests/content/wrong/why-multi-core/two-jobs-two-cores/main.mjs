import { fork } from 'node:child_process';
import { once } from 'node:events';

async function job(n) {
  const child = fork('./job.mjs', [String(n)]);
  const [result] = await once(child, 'message');
  await once(child, 'exit');
  return result;
}

const results = [];
for (const n of [39, 39, 39, 39]) results.push(await job(n));
console.log(`results ${results.join(' ')}`);

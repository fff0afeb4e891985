import { fork } from 'node:child_process';
import { once } from 'node:events';

// Each job gets a process of its own: another thread of JavaScript, which another core may run.
async function job(n) {
  const child = fork('./job.mjs', [String(n)]);
  const [result] = await once(child, 'message');
  return result;
}

const started = performance.now();
const results = await Promise.all([job(39), job(39), job(39), job(39)]);

console.log(`results ${results.join(' ')}`);
console.log(`took ${Math.round(performance.now() - started)} ms`);

import { fib } from './fib.mjs';

// Four jobs, started together. Do they also run together?
async function job(n) {
  return fib(n);
}

const started = performance.now();
const results = await Promise.all([job(39), job(39), job(39), job(39)]);

console.log(`results ${results.join(' ')}`);
console.log(`took ${Math.round(performance.now() - started)} ms`);

// Ticks, microtasks, timers and immediates run in Node's order.
const log = (what) => console.log(what);
setTimeout(() => {
  log('timeout');
  setImmediate(() => log('immediate of the timeout'));
  process.nextTick(() => log('tick of the timeout'));
  Promise.resolve().then(() => log('microtask of the timeout'));
}, 0);
queueMicrotask(() => {
  log('microtask');
  process.nextTick(() => log('tick of the microtask'));
  queueMicrotask(() => log('microtask of the microtask'));
});
process.nextTick(() => {
  log('tick');
  process.nextTick(() => log('tick of the tick'));
  Promise.resolve().then(() => log('microtask of the tick'));
});
await null;
log('after await');

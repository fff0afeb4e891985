// AsyncLocalStorage follows callbacks, timers, ticks and emitters, and a snapshot brings it back.
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
const show = (where) => console.log(where, storage.getStore());
let bound;
storage.run('a', () => {
  setTimeout(() => show('timer'), 1);
  setImmediate(() => show('immediate'));
  process.nextTick(() => show('tick'));
  queueMicrotask(() => show('microtask'));
  bound = AsyncResource.bind(() => show('bound'));
  storage.run('b', () => show('inner'));
  storage.exit(() => show('exit'));
  show('outer');
});
show('outside');
const snapshot = storage.run('c', () => AsyncLocalStorage.snapshot());
snapshot(() => show('snapshot'));
bound();

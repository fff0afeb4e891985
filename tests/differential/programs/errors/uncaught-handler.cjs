// A handler for uncaught exceptions keeps the process alive, and hears where each came from.
process.on('uncaughtException', (error, origin) => console.log(origin, error?.message ?? error));
process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', origin, error?.message ?? error));
setTimeout(() => {
  throw new Error('of a timer');
}, 1);
setImmediate(() => {
  throw new Error('of an immediate');
});
process.nextTick(() => {
  process.nextTick(() => console.log('the next tick runs'));
  throw new Error('of a tick');
});
queueMicrotask(() => {
  throw new Error('of a microtask');
});
Promise.reject(new Error('of a promise'));
setTimeout(() => console.log('still there'), 300);
process.on('exit', (code) => console.log('exit', code));

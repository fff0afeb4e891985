// A rejection that nobody handles is told after the microtasks, and told again when somebody does.
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason.message, promise instanceof Promise);
  if (reason.message === 'late') setImmediate(() => promise.catch(() => console.log('caught late')));
});
process.on('rejectionHandled', () => console.log('handled after all'));
Promise.reject(new Error('handled in time')).catch(() => console.log('caught'));
Promise.reject(new Error('late'));
const soon = Promise.reject(new Error('handled by a tick'));
process.nextTick(() => soon.catch(() => console.log('caught by a tick')));
(async () => {
  throw new Error('async');
})();
process.on('exit', (code) => console.log('exit', code));

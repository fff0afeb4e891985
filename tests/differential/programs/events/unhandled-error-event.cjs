// An 'error' event that nobody listens for throws, and what is no Error is wrapped.
const { EventEmitter, errorMonitor, captureRejectionSymbol } = require('node:events');
const emitter = new EventEmitter();
emitter.on(errorMonitor, (error) => console.log('monitor heard', error.message ?? error));
try {
  emitter.emit('error', new RangeError('too far'));
} catch (error) {
  console.log('thrown', error.name, error.message);
}
try {
  emitter.emit('error', { some: 'thing' });
} catch (error) {
  console.log(error.name, error.code, error.message);
}
const capturing = new EventEmitter({ captureRejections: true });
capturing[captureRejectionSymbol] = (error, name) => console.log('captured', error.message, 'of', name);
capturing.on('work', async () => {
  throw new Error('later');
});
capturing.emit('work');

// Listeners run in the order they were added, once-listeners once, and what is removed meanwhile still hears this event.
const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
const second = () => console.log('second');
emitter.on('ping', () => {
  console.log('first');
  emitter.off('ping', second);
});
emitter.on('ping', second);
emitter.once('ping', (value) => console.log('once', value));
emitter.prependListener('ping', () => console.log('before all'));
emitter.on('newListener', (name) => console.log('new listener for', name));
emitter.on('removeListener', (name) => console.log('one less for', name));
emitter.on('pong', () => {});
console.log(emitter.emit('ping', 1), emitter.emit('ping', 2), emitter.emit('nothing'));
emitter.removeAllListeners('pong');
console.log(emitter.eventNames(), emitter.listenerCount('ping'));

// events.once and events.on give promises and an iterator, which an error or an abort ends.
import { EventEmitter, on, once } from 'node:events';
const emitter = new EventEmitter();
setImmediate(() => emitter.emit('ready', 1, 2));
console.log(await once(emitter, 'ready'));
setImmediate(() => emitter.emit('error', new Error('went wrong')));
await once(emitter, 'ready').catch((error) => console.log('rejected:', error.message));
const abort = new AbortController();
setImmediate(() => {
  for (const value of ['a', 'b']) emitter.emit('value', value);
  setImmediate(() => abort.abort());
});
try {
  for await (const [value] of on(emitter, 'value', { signal: abort.signal })) console.log('heard', value);
} catch (error) {
  console.log(error.name, error.code);
}

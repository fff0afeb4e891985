// Too many listeners of one event are a warning with its name and count.
const { EventEmitter, getEventListeners, setMaxListeners } = require('node:events');
process.on('warning', (warning) =>
  console.log(warning.name, warning.type, warning.count, warning.message.split('. ')[0]),
);
const emitter = new EventEmitter();
setMaxListeners(2, emitter);
for (let i = 0; i < 4; i++) emitter.on('data', () => {});
console.log(getEventListeners(emitter, 'data').length, emitter.getMaxListeners());

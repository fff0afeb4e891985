// A readable flows, pauses, is read by hand and is put back.
const { Readable } = require('node:stream');
const log = (...words) => console.log(...words);
const source = new Readable({ read() {}, encoding: 'utf8' });
source.push('hello ');
source.push('wörld');
source.push(null);
source.once('readable', () => {
  log('read', source.read(3), source.readableLength, source.readableFlowing);
  source.unshift('<');
  source.on('data', (chunk) => {
    log('data', chunk);
    if (!source.isPaused() && chunk.startsWith('<')) {
      source.pause();
      setImmediate(() => source.resume());
    }
  });
  source.on('end', () => log('end', source.readableEnded)).on('close', () => log('close', source.destroyed));
  source.resume();
});
const objects = Readable.from([{ id: 1 }, { id: 2 }]);
objects.on('data', (each) => log('object', each)).on('end', () => log('no more objects'));

// write() says false at the high-water mark, and 'drain' comes when all is written.
const { Writable } = require('node:stream');
const pending = [];
const slow = new Writable({
  highWaterMark: 8,
  write(chunk, _encoding, done) {
    console.log('writing', String(chunk), 'of', slow.writableLength);
    pending.push(done);
    setImmediate(() => pending.shift()());
  },
});
slow
  .on('drain', () => console.log('drain'))
  .on('finish', () => console.log('finish', slow.writableFinished))
  .on('close', () => console.log('close'));
console.log(slow.write('abc'), slow.write('defg'), slow.write('hij'), slow.writableNeedDrain);
slow.once('drain', () => {
  slow.cork();
  slow.write('k');
  slow.write('l');
  process.nextTick(() => slow.uncork());
  slow.end('m', () => console.log('end callback'));
});

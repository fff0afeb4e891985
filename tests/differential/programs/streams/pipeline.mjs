// A pipeline moves data through a transform, ends in order and passes an error on to every part.
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const upper = () => new Transform({ transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()) });
const collect = (name) =>
  new Writable({
    write(chunk, _encoding, done) {
      console.log(name, String(chunk));
      setImmediate(done);
    },
    final(done) {
      console.log(name, 'final');
      done();
    },
    destroy(error, done) {
      console.log(name, 'destroyed', error?.message ?? null);
      done(error);
    },
  });
await pipeline(Readable.from(['one', 'two', 'three']), upper(), collect('plain'));
async function* breaks() {
  yield 'good';
  throw new Error('source broke');
}
await pipeline(breaks, upper(), collect('broken')).catch((error) => console.log('rejected', error.message));
await pipeline(
  Readable.from([1, 2, 3]),
  async function* (source) {
    for await (const number of source) yield String(number * number);
  },
  collect('generator'),
);

// Readables map, filter, take, reduce and iterate; Duplex and compose join them.
import { Duplex, Readable, PassThrough, compose, addAbortSignal, finished } from 'node:stream';
import { text, json, buffer } from 'node:stream/consumers';
const numbers = () => Readable.from([1, 2, 3, 4, 5, 6]);
console.log(
  await numbers()
    .filter((n) => n % 2 === 0)
    .map(async (n) => n * 10)
    .toArray(),
);
console.log(
  await numbers()
    .take(4)
    .drop(1)
    .reduce((sum, n) => sum + n, 0),
);
console.log(
  await numbers().some((n) => n > 5),
  await numbers().every((n) => n > 5),
  await numbers().find((n) => n > 2),
);
console.log(
  await numbers()
    .flatMap((n) => [n, -n])
    .take(3)
    .toArray(),
);
console.log(
  await text(Readable.from(['a', 'b'])),
  await json(Readable.from(['{"a":', '1}'])),
  await buffer(Readable.from([Buffer.from('x')])),
);
const shout = compose(async function* (source) {
  for await (const chunk of source) yield String(chunk).toUpperCase();
});
shout.end('quiet');
console.log(await text(shout));
const [one, other] = [new PassThrough(), Duplex.from({ readable: Readable.from(['r']), writable: new PassThrough() })];
finished(one, (error) => console.log('finished', error.code));
one.destroy();
console.log(await text(other));
const abort = new AbortController();
const aborted = addAbortSignal(abort.signal, new PassThrough());
aborted.on('error', (error) => console.log(error.name));
abort.abort();

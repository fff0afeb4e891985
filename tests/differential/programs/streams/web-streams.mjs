// Web streams: a reader, a transform, tee, back pressure by desired size, and the way to Node's streams and back.
import { Readable } from 'node:stream';
const stream = new ReadableStream({
  start: (controller) => console.log('desired', controller.desiredSize),
  pull(controller) {
    this.count = (this.count ?? 0) + 1;
    controller.enqueue(`chunk ${this.count}`);
    if (this.count === 3) controller.close();
  },
});
const upper = new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()) });
const [left, right] = stream.pipeThrough(upper).tee();
for await (const chunk of left) console.log('left', chunk);
console.log(await Array.fromAsync(right));
console.log(await Array.fromAsync(Readable.fromWeb(new Blob(['of a blob']).stream()).setEncoding('utf8')));
const reader = Readable.toWeb(Readable.from(['x', 'y'])).getReader();
console.log(await reader.read(), (await reader.read()).value, (await reader.read()).done);
const writer = new WritableStream({
  write: (chunk) => console.log('written', chunk),
  close: () => console.log('closed'),
}).getWriter();
await writer.write('w');
await writer.close();
await writer.write('late').catch((error) => console.log(error.name));

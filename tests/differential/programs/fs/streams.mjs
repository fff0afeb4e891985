// File streams open, write and read parts of a file, and say when they are ready and closed.
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
const out = createWriteStream('log.txt');
for (const event of ['open', 'ready', 'finish', 'close'])
  out.on(event, (value) => console.log('write', event, typeof value));
out.write('hello ');
out.end('world');
await once(out, 'close');
console.log(out.bytesWritten, out.path);
const input = createReadStream('log.txt', { encoding: 'utf8', start: 3, end: 8, highWaterMark: 4 });
for (const event of ['open', 'ready', 'end', 'close'])
  input.on(event, (value) => console.log('read', event, typeof value));
for await (const chunk of input) console.log('chunk', chunk);
console.log(input.bytesRead);
const [error] = await once(
  createReadStream('gone').on('open', () => console.log('never')),
  'error',
).catch((reason) => [reason]);
console.log(error.code, error.path);

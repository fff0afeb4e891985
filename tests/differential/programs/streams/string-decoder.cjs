// Characters that are split between chunks are put together, and what stays incomplete is replaced.
const { StringDecoder } = require('node:string_decoder');
const { PassThrough } = require('node:stream');
const decoder = new StringDecoder('utf8');
const bytes = Buffer.from('a€😀');
for (const byte of bytes) process.stdout.write(`[${decoder.write(Buffer.from([byte]))}]`);
console.log(decoder.end(), decoder.write(Buffer.from([0xe2, 0x82])) + decoder.end(), decoder.lastNeed);
for (const encoding of ['utf16le', 'base64', 'hex', 'latin1']) {
  const each = new StringDecoder(encoding);
  console.log(
    encoding,
    JSON.stringify([bytes.subarray(0, 3), bytes.subarray(3)].map((part) => each.write(part)).join('|') + each.end()),
  );
}
const stream = new PassThrough().setEncoding('utf8');
stream.on('data', (text) => console.log(JSON.stringify(text)));
for (const byte of Buffer.from('é!')) stream.write(Buffer.from([byte]));
stream.end();

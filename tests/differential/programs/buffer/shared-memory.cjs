// Text is written into and read from memory that threads could share.
const { createHash } = require('node:crypto');
const shared = (length) => new Uint8Array(new SharedArrayBuffer(length));
const buffer = Buffer.from(new SharedArrayBuffer(8));
console.log(buffer.write('héllo'), buffer.toString(), buffer.toString('hex'), buffer.write('zz', 6));
const target = shared(3);
console.log(new TextEncoder().encodeInto('aé€', target), target);
console.log(
  new TextDecoder().decode(target),
  new TextDecoder('latin1').decode(target),
  new TextDecoder('utf-16le').decode(shared(4)).length,
);
console.log(Buffer.from(new SharedArrayBuffer(4)).fill('é').toString('hex'), Buffer.concat([target, buffer]).length);
console.log(createHash('sha256').update(shared(2)).digest('hex').slice(0, 8));

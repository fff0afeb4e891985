// Slices share memory, copies do not; search, fill, swap, compare and concat work on bytes.
const bytes = Buffer.from('hello world');
const slice = bytes.subarray(0, 5);
slice[0] = 'J'.charCodeAt(0);
console.log(String(bytes), slice.buffer === bytes.buffer, Buffer.from(bytes).equals(bytes));
console.log(
  bytes.indexOf('o'),
  bytes.lastIndexOf('o'),
  bytes.indexOf('world'),
  bytes.includes(0x77),
  bytes.indexOf(''),
  bytes.indexOf('o', -4),
);
console.log(
  Buffer.concat([slice, Buffer.from('!')], 8),
  Buffer.compare(Buffer.from('a'), Buffer.from('b')),
  bytes.compare(Buffer.from('world'), 0, 5, 6),
);
console.log(
  Buffer.from('0102', 'hex').swap16(),
  Buffer.alloc(7, 'ab'),
  Buffer.alloc(4, 0x1ff),
  bytes.copy(Buffer.alloc(3), 0, 2, 4),
);
console.log(
  bytes.toJSON().data.length,
  [...slice.entries()].at(-1),
  slice.toString('utf8', 1, 3),
  bytes.write('XY', 9),
);
console.log(bytes, require('node:buffer').constants.MAX_LENGTH > 1e9, new Uint8Array(bytes.subarray(9)));
console.log(
  Buffer.from(new Uint16Array([1, 2, 300])),
  Buffer.from(new Uint16Array([1, 2]).buffer),
  Buffer.from({ length: 2, 0: 7, 1: 8 }),
);

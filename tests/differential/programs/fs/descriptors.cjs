// A descriptor reads and writes at positions, tells its size, and is gone after close.
const fs = require('node:fs');
const fd = fs.openSync('data', 'w+');
console.log(fs.writeSync(fd, 'hello world'), fs.writeSync(fd, Buffer.from('HE'), 0, 2, 0), fs.fstatSync(fd).size);
const bytes = Buffer.alloc(5);
console.log(fs.readSync(fd, bytes, 0, 5, 6), String(bytes), fs.readSync(fd, bytes, { position: 0 }), String(bytes));
console.log(
  fs.readSync(fd, bytes),
  fs.writevSync(fd, [Buffer.from('!'), Buffer.from('?')]),
  fs.readFileSync('data', 'utf8'),
);
fs.ftruncateSync(fd, 4);
fs.closeSync(fd);
const appended = fs.openSync('data', 'a');
fs.writeSync(appended, '+', 0);
fs.closeSync(appended);
console.log(fs.readFileSync('data', 'utf8'));
for (const flags of ['wx', 'r+', 'ax+', 'r']) {
  try {
    fs.closeSync(fs.openSync('data', flags));
    console.log(flags, 'opened');
  } catch (error) {
    console.log(flags, error.code);
  }
}
const reading = fs.openSync('data', 'r');
try {
  fs.writeSync(reading, 'x');
} catch (error) {
  console.log(error.code, error.syscall);
}

// A failed call says what was tried, on which path, and with which code: thrown, in a callback and as a rejection.
const fs = require('node:fs');
const show = (how, error) =>
  console.log(how, error.name, error.code, error.errno, error.syscall, error.path, error.dest, error.message);
const calls = [
  () => fs.readFileSync('gone'),
  () => fs.openSync('gone/file', 'w'),
  () => fs.renameSync('gone', 'new'),
  () => fs.copyFileSync('gone', 'new'),
  () => fs.readFileSync('.'),
  () => fs.writeFileSync('.', 'x'),
  () => fs.unlinkSync('gone'),
  () => fs.statSync('main.cjs/x'),
  () => fs.closeSync(9999),
  () => fs.readSync(9999, Buffer.alloc(1)),
  () => fs.accessSync('gone'),
  () => fs.realpathSync('gone'),
  () => fs.readFileSync(7.5),
  () => fs.writeFileSync('x', {}),
  () => fs.openSync('x', 'sideways'),
];
for (const call of calls) {
  try {
    console.log('worked', call());
  } catch (error) {
    show('thrown', error);
  }
}
fs.readFile('gone', (error) => show('callback', error));
fs.promises.readFile('gone').catch((error) => show('rejected', error));

// What is written to both streams, by a process and its child, comes out in the order of writing.
const { fork } = require('node:child_process');
if (process.argv[2] === undefined) {
  process.stdout.write('1 out, ');
  process.stderr.write('2 err, ');
  console.log('3 log');
  console.error('4 error');
  const child = fork(__filename, ['child']);
  child.on('exit', () => {
    console.log('8 after the child', process.stdout.writableLength, process.stdout.write(''));
    process.stdout.end?.bind(null);
    process.stdout.write('9 with a callback\n', () => console.log('10 written'));
  });
} else {
  process.stdout.write('5 child out, ');
  process.stderr.write('6 child err, ');
  process.on('exit', () => console.log('7 child exit'));
}

// What a child prints into a file that its parent opened for it stands there, in one order with what the parent wrote.
const { fork } = require('node:child_process');
const fs = require('node:fs');
if (process.argv[2] === 'child') {
  console.log('from the child');
  console.error('and its other stream');
} else {
  const file = fs.openSync('out.txt', 'w');
  fs.writeSync(file, 'from the parent\n');
  const child = fork(__filename, ['child'], { stdio: ['ignore', file, file, 'ipc'] });
  child.on('exit', (code) => {
    fs.writeSync(file, 'parent again\n');
    console.log(code, fs.readFileSync('out.txt', 'utf8'));
  });
}

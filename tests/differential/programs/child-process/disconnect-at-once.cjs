// A channel is closed when either side says so, and not when the child ends; arguments may be numbers.
const { fork } = require('node:child_process');
const [, , role, ...rest] = process.argv;
if (role === undefined) {
  const first = fork(__filename, ['leaves', 8080, true]);
  first.on('disconnect', () => {
    console.log('the child closed its channel', first.exitCode);
    first.kill();
  });
  first.on('exit', () => {
    const second = fork(__filename, ['is left']);
    second.on('disconnect', () => console.log('the parent closed the channel', second.exitCode));
    second.on('exit', (code) => console.log('exit', code));
    second.on('message', () => second.disconnect());
  });
} else if (role === 'leaves') {
  console.log(rest);
  process.disconnect();
  setInterval(() => {}, 1_000);
} else {
  process.send('here');
  process.on('disconnect', () => console.log('heard of it'));
}

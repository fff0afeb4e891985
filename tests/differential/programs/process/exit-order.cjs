// beforeExit may bring new work, exit may not, and the exit code is the last that was said.
let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code);
  if (++rounds < 3) setTimeout(() => console.log('more work', rounds), 1);
});
process.on('exit', (code) => {
  console.log('exit', code, process.exitCode);
  setTimeout(() => console.log('never'), 0);
  process.nextTick(() => console.log('never either'));
  process.exitCode = 5;
});
process.exitCode = 3;
console.log('main is over');

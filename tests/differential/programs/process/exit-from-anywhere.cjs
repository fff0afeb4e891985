// process.exit ends the process where it stands, and what was printed is not lost.
process.on('exit', (code) => console.log('exit', code));
Promise.resolve().then(() => {
  for (let i = 0; i < 200; i++) process.stdout.write(`${i} `);
  console.log();
  try {
    process.exit(7);
  } finally {
    console.log('never');
  }
});
process.nextTick(() => process.nextTick(() => console.log('a tick before')));
setTimeout(() => console.log('never'), 0);

// A signal to a group reaches all in it, one that is no signal is refused, and a program that is not there is an error event.
const { spawn } = require('node:child_process');
const tried = (run) => {
  try {
    return run();
  } catch (error) {
    return error.code;
  }
};
const still = [process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1_000)']];
console.log(
  tried(() => process.kill(process.pid, 990)),
  tried(() => process.kill(0, 0)),
);
console.log(
  tried(() => process.kill(-4_000_000, 0)),
  tried(() => process.kill(process.pid, 'SIGNONE')),
);
const missing = spawn('no-such-program', ['x'], { stdio: 'pipe' });
console.log('pid', missing.pid);
missing.on('error', ({ code, syscall, path, spawnargs }) => console.log(code, syscall, path, spawnargs));
missing.on('close', (code) => {
  console.log('close', code);
  const alone = spawn(...still, { detached: true });
  console.log(tried(() => process.kill(-alone.pid, 0)));
  alone.stdout.on('data', () => process.kill(-alone.pid, 'SIGTERM'));
  alone.on('exit', (...ended) => {
    console.log('alone', ...ended);
    const beside = spawn(...still);
    console.log(
      tried(() => process.kill(-beside.pid, 0)),
      tried(() => beside.kill(990)),
    );
    beside.stdout.on('data', () => beside.kill('SIGXCPU'));
    beside.on('exit', (...end) => console.log('beside', ...end));
  });
});
spawn(process.execPath, ['-e', ''], { cwd: '/no/such/folder' }).on('error', ({ code }) =>
  console.log('no folder', code),
);

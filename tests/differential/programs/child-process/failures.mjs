// A child that cannot start is an 'error' event, a wrong argument an exception, and a timeout a signal.
import { fork, spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
const wrongs = [
  () => spawn(''),
  () => spawn('a\0b'),
  () => fork(7),
  () => spawn(process.execPath, [], { cwd: 7 }),
  () => fork('x', [], { stdio: ['pipe'] }),
  () => spawn(process.execPath, ['x'], { stdio: ['odd'] }),
];
for (const wrong of wrongs) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message.split('\n')[0]);
  }
}
const missing = fork('gone.mjs', [], { silent: true });
console.log(await once(missing, 'exit'));
if (process.argv[2] === undefined) {
  const sleeps = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    timeout: 100,
    killSignal: 'SIGKILL',
  });
  console.log(await once(sleeps, 'exit'));
  const abort = new AbortController();
  const aborted = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { signal: abort.signal });
  const failed = once(aborted, 'error');
  abort.abort();
  console.log((await failed)[0].name, aborted.killed);
  console.log(
    await new Promise((resolve) =>
      execFile(
        process.execPath,
        ['-e', 'console.log(1 + 1); console.error("e"); process.exit(2)'],
        (error, stdout, stderr) => resolve([error.code, error.killed, stdout, stderr]),
      ),
    ),
  );
  console.log(
    await new Promise((resolve) =>
      execFile(process.execPath, ['-p', 'process.argv.slice(1)', 'a', 'b'], (error, stdout) =>
        resolve([error, stdout]),
      ),
    ),
  );
}

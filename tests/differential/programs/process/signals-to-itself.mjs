// A signal that is handled is an event; one that is not ends the process with its name.
import { fork } from 'node:child_process';
import { once } from 'node:events';
if (process.argv[2] === undefined) {
  process.on('SIGUSR2', (name, number) => console.log('heard', name, number));
  // A handler for a signal does not keep a process alive.
  const alive = setInterval(() => {}, 1_000);
  process.kill(process.pid, 'SIGUSR2');
  await once(process, 'SIGUSR2');
  clearInterval(alive);
  console.log(process.kill(process.pid, 0), process.listenerCount('SIGUSR2'));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL']) {
    const child = fork(process.argv[1], ['waits']);
    await once(child, 'message');
    console.log(child.kill(signal), child.killed, await once(child, 'exit'), child.signalCode, child.kill());
  }
  const handles = fork(process.argv[1], ['handles']);
  await once(handles, 'message');
  handles.kill('SIGTERM');
  console.log(await once(handles, 'exit'));
  for (const wrong of [() => process.kill(process.pid, 'SIGNOTHING'), () => process.kill(999_999_999, 0)]) {
    try {
      wrong();
    } catch (error) {
      console.log(error.code, error.syscall);
    }
  }
} else {
  if (process.argv[2] === 'handles') process.once('SIGTERM', () => process.exit(3));
  setInterval(() => {}, 1_000);
  process.send('ready');
}

// How a child ends tells how it failed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
const ways = {
  throws: () => {
    throw new Error('thrown');
  },
  rejects: () => void Promise.reject(new Error('rejected')),
  'throws a string': () => {
    throw 'text';
  },
  'exit code': () => void (process.exitCode = 9),
  'exits in a handler': () => {
    process.on('uncaughtException', () => process.exit(12));
    throw new Error('handled');
  },
  'throws in its exit handler': () => {
    process.on('exit', () => {
      throw new Error('late');
    });
  },
  'never settles': async () => {
    await new Promise(() => {});
    console.log('never');
  },
};
const way = process.argv[2];
if (way !== undefined) await ways[way]();
else {
  for (const name of Object.keys(ways)) {
    const child = fork(process.argv[1], [name], { silent: true });
    console.log(name, await once(child, 'exit'));
  }
}

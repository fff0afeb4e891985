// A child's streams are pipes that the parent writes and reads, and 'close' comes after all is read.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
if (process.argv[2] === 'child') {
  process.stdin.setEncoding('utf8').on('data', (chunk) => process.stdout.write(chunk.toUpperCase()));
  process.stdin.on('end', () => console.error('no more'));
} else {
  const child = spawn(process.execPath, [process.argv[1], 'child'], { env: { A: '1' } });
  const order = [];
  for (const event of ['spawn', 'exit', 'close']) child.on(event, (...args) => order.push([event, ...args]));
  child.stdin.write('hello ');
  child.stdin.end('wörld\n');
  console.log(await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]));
  console.log(order, child.spawnargs.length, child.exitCode, child.stdin.destroyed);
  const silent = fork(process.argv[1], ['child'], { silent: true });
  silent.stdin.end('x');
  console.log(await text(silent.stdout), silent.stdio.length, silent.stdio[3] === null);
  await once(silent, 'close');
  const ignored = spawn(process.execPath, [process.argv[1], 'child'], { stdio: ['ignore', 'ignore', 'inherit'] });
  console.log(ignored.stdout, await once(ignored, 'close'));
}

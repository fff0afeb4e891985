// Parent and child exchange values both ways, in order, and what JSON cannot carry is lost.
import { fork } from 'node:child_process';
import { once } from 'node:events';
if (process.argv[2] === 'child') {
  process.on('message', (value) => {
    if (value === 'end') process.disconnect();
    else process.send({ echo: value, type: typeof value });
  });
} else {
  const child = fork(process.argv[1], ['child']);
  const values = [
    'text',
    42,
    null,
    [1, { deep: true }],
    { date: new Date(0), nothing: undefined, not: NaN },
    'ünïcode 😀',
    'x'.repeat(100_000).length,
  ];
  for (const value of values) child.send(value);
  let left = values.length;
  child.on('message', (message) => {
    console.log(message);
    if (--left === 0) child.send('end');
  });
  child.on('disconnect', () => console.log('disconnect', child.connected));
  console.log(await once(child, 'exit'));
  child.on('error', (error) => console.log(error.code));
  console.log(child.send('late'));
  child.send('late', (error) => console.log('callback', error.code));
  try {
    child.send(undefined);
  } catch (error) {
    console.log(error.code);
  }
}

// With advanced serialization maps, dates, bytes, errors and circles arrive as they were.
import { fork } from 'node:child_process';
import { once } from 'node:events';
if (process.argv[2] === 'child') {
  process.once('message', (value) => process.send(value, () => process.disconnect()));
} else {
  const child = fork(process.argv[1], ['child'], { serialization: 'advanced' });
  const value = {
    map: new Map([[1, new Set(['a'])]]),
    date: new Date(0),
    big: 10n,
    bytes: new Uint8Array([1, 2]),
    buffer: Buffer.from('hi'),
    error: new TypeError('no'),
    re: /x/g,
    nothing: undefined,
    nan: NaN,
  };
  value.self = value;
  child.send(value);
  const [back] = await once(child, 'message');
  console.log(
    back.self === back,
    back.map,
    back.date,
    back.big,
    back.bytes,
    back.buffer,
    back.error.name,
    back.error.message,
    back.re,
    'nothing' in back,
    back.nan,
  );
  await once(child, 'exit');
}

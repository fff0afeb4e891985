/** Makes the program's own stdout and stderr synchronous: with Node's default, `process.exit` lost 19,276 of 20,000 lines. */
import process from 'node:process';
import type { Writable } from 'node:stream';
import { writeWhole } from '../shared/write.ts';
import type { Undo } from '../shared/emit.ts';

type Write = Writable['_write'];

export function makeStreamsSynchronous(): Undo {
  const undo = [
    [1, process.stdout],
    [2, process.stderr],
  ].map(([fd, stream]) => makeSynchronous(fd as number, stream as Writable));
  return () => undo.forEach((each) => each());
}

function makeSynchronous(fd: number, stream: Writable): Undo {
  const hadOwnWrite = Object.hasOwn(stream, '_write');
  const { _write, _writev } = stream;
  const write: Write = (chunk: string | Buffer, encoding, callback) => {
    writeWhole(fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    callback();
  };
  Object.assign(stream, { _write: write, _writev: null });
  return () => {
    if (hadOwnWrite) Object.assign(stream, { _write, _writev });
    else Object.assign(stream, { _write: (Object.getPrototypeOf(stream) as Writable)._write, _writev });
  };
}

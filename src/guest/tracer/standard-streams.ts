/** Makes stdout and stderr of a run synchronous, as on a terminal: with Node's default, `process.exit` lost 19,276 of 20,000 lines. */
import { fstatSync } from 'node:fs';
import process from 'node:process';
import type { Writable } from 'node:stream';
import { writeWhole } from '../shared/write.ts';
import type { Emit, Undo } from '../shared/emit.ts';
import { LONGEST_REPORTED, reportOfWrite } from '../../core/trace/write-report.ts';

type Write = Writable['_write'];

// Captured before the learner's code can change them.
const { from } = Buffer;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = decoder.decode.bind(decoder);

/**
 * @param isMeant asked of each descriptor, before its stream is made: a program that never writes to it makes none
 * @param emit hears of each write, before it
 */
export function makeStreamsSynchronous(isMeant: (fd: number) => boolean, emit?: Emit): Undo {
  const undo = ([1, 2] as const)
    .filter(isMeant)
    .map((fd) => makeSynchronous(fd, fd === 1 ? process.stdout : process.stderr, emit));
  return () => undo.forEach((each) => each());
}

/**
 * Whether a descriptor is the output of the run: a host gives a named pipe, In-browser Node a terminal. What a program makes for its
 * child is a socket, which nobody may ever read: to wait there is not Node's way.
 */
export function isOfRun(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isCharacterDevice();
  } catch {
    // A closed one.
    return false;
  }
}

function makeSynchronous(fd: number, stream: Writable, emit?: Emit): Undo {
  const hadOwnWrite = Object.hasOwn(stream, '_write');
  const { _write, _writev } = stream;
  const write: Write = (chunk: string | Buffer, encoding, callback) => {
    const bytes = typeof chunk === 'string' ? from(chunk, encoding) : chunk;
    const report = emit && bytes.length <= LONGEST_REPORTED ? reportOfWrite(decode(bytes)) : undefined;
    if (report !== undefined) emit?.(report);
    writeWhole(fd, bytes);
    callback();
  };
  Object.assign(stream, { _write: write, _writev: null });
  return () => {
    if (hadOwnWrite) Object.assign(stream, { _write, _writev });
    else Object.assign(stream, { _write: (Object.getPrototypeOf(stream) as Writable)._write, _writev });
  };
}

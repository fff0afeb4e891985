/** The ways out of a run: what its processes print, and apart from it what the tracer in each of them reports. */
import { randomUUID } from 'node:crypto';
import { closeSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { createFrameReader } from '../../../core/trace/whole-frames.ts';
import { makeFifos } from './fifo.ts';

/** How processes report apart from their streams: a file that each of them opens. */
export interface Channel {
  readonly path: string;
  /** Whole frames; ends some time after `close`. */
  readonly frames: Readable;
  /** No process of the run is left. */
  close(): void;
}

export interface Outlets {
  /** Where both standard streams go, in one order; absent on Windows, where each has a pipe of its own. */
  readonly output: { readonly stream: Readable; readonly writer: number } | undefined;
  readonly channel: Channel | undefined;
}

/** The path of a channel that is yet to be opened. @param folder where programs make no files */
export function newChannelPath(folder: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\cluster-lab-${randomUUID()}` : path.join(folder, randomUUID());
}

/** @param channelPath absent where no tracer asks for a channel */
export async function openOutlets(folder: string, channelPath: string | undefined): Promise<Outlets> {
  if (process.platform === 'win32') {
    return { output: undefined, channel: channelPath === undefined ? undefined : await openPipe(channelPath) };
  }
  const paths = [path.join(folder, randomUUID()), ...(channelPath === undefined ? [] : [channelPath])];
  const [output, reports] = await makeFifos(paths);
  // Children inherit it: nobody opens it by its name.
  if (output !== undefined) rmSync(output.path);
  const channel = reports && {
    path: reports.path,
    frames: reports.stream.pipe(onlyFrames()),
    close() {
      closeSync(reports.writer);
      rmSync(reports.path, { force: true });
    },
  };
  return { output, channel };
}

/** On Windows each process that opens the name gets a connection. */
async function openPipe(name: string): Promise<Channel> {
  const frames = new PassThrough();
  const server = createServer((socket) => {
    // A process that was killed resets it.
    socket.on('error', () => undefined);
    socket.pipe(onlyFrames()).pipe(frames, { end: false });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(name, resolve));
  const close = () => void server.close(() => frames.end());
  return { path: name, frames, close };
}

function onlyFrames(): Transform {
  const read = createFrameReader();
  return new Transform({
    transform: (bytes: Buffer, _, done) => done(null, read(bytes.toString('latin1'))),
  });
}

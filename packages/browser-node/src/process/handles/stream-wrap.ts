/** Node's LibuvStreamWrap over a connection: reading, writing with backpressure, passing handles along. */
import { binding } from '../binding.ts';
import type { Connection } from '../connections.ts';
import { type ConnectionReader } from '../connections.ts';
import { encodeUtf8 } from '../host.ts';
import { beginRequest, endRequest } from '../loop.ts';
import { encodeText } from '../text-encodings.ts';
import { UV } from '../uv.ts';
import type { PassedHandle, StreamItem } from '../../protocol.ts';
import { fire, HandleWrap, inContextOf, type Request } from './async-wrap.ts';
import { receiveClone, takePendingClone } from './clones.ts';

interface StreamConstants {
  readonly streamBaseState: Int32Array;
  readonly kReadBytesOrError: number;
  readonly kArrayBufferOffset: number;
  readonly kBytesWritten: number;
  readonly kLastWriteWasAsync: number;
}

/** Packs handles into IPC messages and takes them out (passing.ts). */
interface HandlePassing {
  pack(handle: unknown, channel: Connection): PassedHandle | undefined;
  receive(passed: PassedHandle): unknown;
}

let passing: HandlePassing;

export function connectPassing(connected: HandlePassing): void {
  passing = connected;
}

function stream(): StreamConstants {
  return binding('stream_wrap');
}

export class StreamWrap extends HandleWrap implements ConnectionReader {
  /** Called by Node's library with what came; where the program gave a buffer, it may return another one. */
  declare onread: (bytes: ArrayBuffer | undefined) => Uint8Array | undefined;
  declare pendingHandle: unknown;

  #connection: Connection | undefined;
  #isReading = false;
  #isFlushPosted = false;
  #hasSeenReset = false;
  /** The program's own, into which what comes is copied. */
  #userBuffer: Uint8Array | undefined;
  #bytesRead = 0;
  #bytesWritten = 0;

  protected override isActive(): boolean {
    return this.#isReading && this.#connection !== undefined && !this.isClosing;
  }

  get connection(): Connection | undefined {
    return this.#connection;
  }

  get isStreamBase(): boolean {
    return true;
  }

  get fd(): number {
    return -1;
  }

  /** Whether it reads, for our own code. */
  get isReading(): boolean {
    return this.#isReading;
  }

  get bytesRead(): number {
    return this.#connection?.bytesRead ?? this.#bytesRead;
  }

  get bytesWritten(): number {
    return this.#connection?.bytesWritten ?? this.#bytesWritten;
  }

  get writeQueueSize(): number {
    return this.#connection?.backlog ?? 0;
  }

  attach(connection: Connection): void {
    this.#connection = connection;
  }

  readStart(): number {
    const connection = this.#connection;
    if (connection === undefined) return UV.ENOTCONN;
    this.#isReading = true;
    connection.reader = this;
    connection.open();
    if (connection.hasInput) this.onArrival(false);
    return 0;
  }

  useUserBuffer(buffer: Uint8Array): void {
    this.#userBuffer = buffer;
  }

  readStop(): number {
    this.#isReading = false;
    return 0;
  }

  onArrival(isFresh: boolean): void {
    if (this.#isFlushPosted || !this.#isReading) return;
    this.#isFlushPosted = true;
    fire(this, () => this.#deliverOne(), isFresh);
  }

  #deliverOne(): void {
    this.#isFlushPosted = false;
    const connection = this.#connection;
    if (connection === undefined || !this.#isReading || this.isClosing) return;
    const item = connection.read();
    const buffer = this.#userBuffer;
    if (item?.op === 'data' && buffer !== undefined) {
      if (item.bytes.length > buffer.length) connection.unread(item.bytes.subarray(buffer.length));
      buffer.set(item.bytes.subarray(0, buffer.length));
    }
    if (connection.hasInput) this.onArrival(false);
    if (item !== undefined) this.#deliver(item);
  }

  #deliver(item: StreamItem): void {
    const { streamBaseState: state, kReadBytesOrError, kArrayBufferOffset } = stream();
    if (item.op !== 'data') {
      this.#isReading = false;
      state[kReadBytesOrError] = item.op === 'reset' ? UV.ECONNRESET : UV.EOF;
      state[kArrayBufferOffset] = 0;
      this.onread(undefined);
      return;
    }
    if (item.clone !== undefined) receiveClone(item.clone.value);
    if (item.passed !== undefined) this.pendingHandle = passing.receive(item.passed);
    state[kReadBytesOrError] = Math.min(item.bytes.length, this.#userBuffer?.length ?? Infinity);
    state[kArrayBufferOffset] = item.bytes.byteOffset;
    this.#userBuffer = this.onread(item.bytes.buffer) ?? this.#userBuffer;
  }

  writeBuffer(request: Request, bytes: Uint8Array, handle?: unknown): number {
    // A copy by the constructor: slice() of a Buffer is a view, and sent bytes are given away.
    return this.#write(request, new Uint8Array(bytes), handle, takePendingClone(bytes));
  }

  writeUtf8String(request: Request, text: string, handle?: unknown): number {
    return this.#write(request, encodeUtf8(text), handle);
  }

  writeAsciiString(request: Request, text: string, handle?: unknown): number {
    return this.#write(request, encodeText(text, 'latin1'), handle);
  }

  writeLatin1String(request: Request, text: string, handle?: unknown): number {
    return this.#write(request, encodeText(text, 'latin1'), handle);
  }

  writeUcs2String(request: Request, text: string, handle?: unknown): number {
    return this.#write(request, encodeText(text, 'ucs2'), handle);
  }

  /** @param chunks buffers, or strings each followed by its encoding */
  writev(request: Request, chunks: readonly unknown[], areBuffers: boolean): number {
    const parts: Uint8Array[] = [];
    for (let index = 0; index < chunks.length; index += areBuffers ? 1 : 2) {
      const chunk = chunks[index];
      parts.push(typeof chunk === 'string' ? encodeText(chunk, String(chunks[index + 1])) : (chunk as Uint8Array));
    }
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return this.#write(request, whole);
  }

  #write(request: Request, bytes: Uint8Array<ArrayBuffer>, handle?: unknown, clone?: { value: unknown }): number {
    const { streamBaseState: state, kBytesWritten, kLastWriteWasAsync } = stream();
    state[kBytesWritten] = bytes.length;
    state[kLastWriteWasAsync] = 0;
    const connection = this.#connection;
    if (connection === undefined) return UV.EBADF;
    if (connection.hasSentFin) return UV.EPIPE;
    connection.listen();
    if (connection.writeError !== 0) return connection.writeError;
    if (connection.isPeerGone) return this.#writeToNobody(request, state, kLastWriteWasAsync);
    const passed = handle === undefined || handle === null ? undefined : passing.pack(handle, connection);
    if (handle && passed === undefined) return UV.EINVAL;
    connection.send({ op: 'data', bytes, passed, clone });
    if (connection.isFull) {
      state[kLastWriteWasAsync] = 1;
      beginRequest();
      connection.whenTaken((status) =>
        inContextOf(request, () => {
          endRequest();
          request.settle(status, this, undefined);
        }),
      );
    }
    return 0;
  }

  /** As TCP: the first write after the other side has closed seems to work, the next one fails. */
  #writeToNobody(request: Request, state: Int32Array, kLastWriteWasAsync: number): number {
    if (!this.#hasSeenReset) {
      this.#hasSeenReset = true;
      return 0;
    }
    state[kLastWriteWasAsync] = 1;
    beginRequest();
    fire(request, () => {
      endRequest();
      request.settle(UV.EPIPE, this, undefined);
    });
    return 0;
  }

  shutdown(request: Request): number {
    const connection = this.#connection;
    if (connection === undefined) return UV.ENOTCONN;
    connection.sendFin();
    beginRequest();
    fire(request, () => {
      endRequest();
      request.settle(0);
    });
    return 0;
  }

  /** Drops the connection so that the other side sees a reset. */
  protected drop(): void {
    this.#letGo(true);
  }

  protected override onClose(): void {
    this.#letGo(false);
  }

  #letGo(isReset: boolean): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#isReading = false;
    if (connection === undefined) return;
    this.#bytesRead = connection.bytesRead;
    this.#bytesWritten = connection.bytesWritten;
    if (connection.reader === this) connection.reader = undefined;
    connection.release(isReset);
  }
}

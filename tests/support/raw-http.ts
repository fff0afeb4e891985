/** Sockets that say anything to a server, and never hang up by themselves. */
import { connect, type Socket } from 'node:net';

export interface RawConnection {
  readonly socket: Socket;
  /** All that it was sent. */
  readonly heard: () => string;
  /** Settles when `words` came; rejects when the other end closed before. */
  hears(words: string | RegExp): Promise<string>;
  /** Settles with all that came, once the other end has closed. */
  readonly closed: Promise<string>;
}

/** @param from an address of loopback: each is another visitor */
export function openConnection(port: number, bytes: string | Buffer = '', from?: string): RawConnection {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, ...(from && { localAddress: from }) });
  let heard = '';
  let isClosed = false;
  let wake: () => void = () => undefined;
  socket.on('data', (text) => {
    heard += text.toString('latin1');
    wake();
  });
  const closed = new Promise<string>((resolve) => {
    const end = () => {
      isClosed = true;
      wake();
      socket.destroy();
      resolve(heard);
    };
    socket.on('end', end).on('close', end);
    // What a reset cut off is over too.
    socket.on('error', end);
  });
  if (bytes.length > 0) socket.write(bytes);
  return {
    socket,
    heard: () => heard,
    closed,
    async hears(words) {
      const isHeard = () => (typeof words === 'string' ? heard.includes(words) : words.test(heard));
      while (!isHeard()) {
        if (isClosed) throw new Error(`It was closed after: ${heard}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return heard;
    },
  };
}

/** What a request is made of. @param lines of its head, the first one whole */
export function head(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The head of a WebSocket's upgrade. */
export function upgradeHead(target: string, port: number, ...more: readonly string[]): string {
  return head(
    `GET ${target} HTTP/1.1`,
    `Host: localhost:${port}`,
    ...['Connection: Upgrade', 'Upgrade: websocket'],
    ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
    ...more,
  );
}

export interface FrameOptions {
  readonly isLast?: boolean;
  /** Reserved bits, `0b100` for what is compressed. */
  readonly reserved?: number;
  readonly isMasked?: boolean;
  /** What the frame says that its length is. */
  readonly length?: number;
}

/** A WebSocket frame, right or wrong. Masked by zeroes, which changes nothing. */
export function frame(
  opcode: number,
  payload: Buffer | string = '',
  { isLast = true, reserved = 0, isMasked = true, length = Buffer.byteLength(payload) }: FrameOptions = {},
): Buffer {
  const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = isMasked ? 0x80 : 0;
  const size = Buffer.alloc(length < 126 ? 1 : length < 65_536 ? 3 : 9);
  if (length < 126) size.writeUInt8(mask | length);
  else {
    size.writeUInt8(mask | (length < 65_536 ? 126 : 127));
    if (length < 65_536) size.writeUInt16BE(length, 1);
    else size.writeBigUInt64BE(BigInt(length), 1);
  }
  return Buffer.concat([Buffer.from([first]), size, Buffer.alloc(isMasked ? 4 : 0), Buffer.from(payload)]);
}

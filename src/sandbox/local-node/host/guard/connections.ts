/** A program asks its own host for nothing: it could say what a page says, and be granted what a step of ours is. */
import net from 'node:net';
import { apply, getPrototypeOf, String } from './primordials.ts';
import { refusal, replace } from './refuse.ts';
import { portOfHost } from './run.ts';

/** Node's handle of a TCP socket (src/tcp_wrap.cc), below all that connects. */
interface TcpHandle {
  connect(request: object, address: string, port: number): number;
  connect6(request: object, address: string, port: number): number;
  close(): void;
}

/** Makes a handle that has no socket yet. */
const { _createServerHandle: createHandle } = net as unknown as {
  _createServerHandle(address: null, port: 0, family: 4): TcpHandle;
};

export function guardConnections(): void {
  const handle = createHandle(null, 0, 4);
  const prototype = getPrototypeOf(handle) as TcpHandle;
  handle.close();
  for (const name of ['connect', 'connect6'] as const) {
    const connect = prototype[name];
    const guarded = function (this: TcpHandle, request: object, address: unknown, port: unknown): number {
      // Once, and as the system reads it: of 16 bits.
      const wanted = (port as number) & 0xffff;
      if (wanted === portOfHost)
        throw refusal(
          `port ${wanted} is for pages of the course alone. Connect to the port of your own server.`,
          guarded,
        );
      return apply(connect, this, [request, String(address), wanted]);
    };
    replace(prototype, name, guarded);
  }
}

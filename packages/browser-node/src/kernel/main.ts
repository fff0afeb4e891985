/** Entry of the kernel's worker: opens sandboxes for the page, over the port that comes first. */
import type { ClientMessage } from '@cluster-lab/sandbox/remote/protocol';
import { serveSandbox } from '@cluster-lab/sandbox/remote/serve-sandbox';
import { CLOSE, type FromFrame, type ToFrame } from '../frame-protocol.ts';
import { BrowserSandbox } from './browser-sandbox.ts';
import { PartStore } from './part-store.ts';
import { WorkerPool } from './worker-pool.ts';

globalThis.addEventListener('message', ({ ports: [page] }) => page && serve(page), { once: true });

function serve(page: MessagePort): void {
  held.add(page);
  let pool: WorkerPool | undefined;
  const parts = new PartStore((at) => tell(page, { op: 'want', at }));

  page.onmessage = ({ data, ports: [port] }: MessageEvent<ToFrame>) => {
    switch (data.op) {
      case 'boot':
        pool = startPool(data.process, data.ahead);
        pool.first.then(
          () => tell(page, { op: 'booted' }),
          (error: unknown) =>
            tell(page, { op: 'broken', error: error instanceof Error ? error.message : String(error) }),
        );
        return;
      case 'parts':
        parts.set(data);
        return;
      case 'part':
        parts.take(data.at, data.chunk);
        return;
      case 'open':
        if (pool !== undefined && port !== undefined) open(new BrowserSandbox({ ...data, pool, parts }), port);
        pool?.fill();
        return;
      case 'ping':
        tell(page, { op: 'pong' });
        return;
      default:
        data satisfies never;
    }
  };
}

/** WebKit may collect a port that nothing but its own listener holds. */
const held = new Set<MessagePort>();

function open(sandbox: BrowserSandbox, port: MessagePort): void {
  held.add(port);
  const take = serveSandbox(sandbox, (message) => port.postMessage(message));
  port.onmessage = ({ data }: MessageEvent<ClientMessage | typeof CLOSE>) => {
    if (data !== CLOSE) take(data);
    else
      void sandbox.dispose().then(() => {
        port.postMessage(CLOSE);
        held.delete(port);
      });
  };
}

function startPool(script: Blob, ahead: number): WorkerPool {
  const url = URL.createObjectURL(script);
  return new WorkerPool((kind) => new Worker(url, { name: kind }), ahead);
}

function tell(page: MessagePort, message: FromFrame): void {
  page.postMessage(message);
}

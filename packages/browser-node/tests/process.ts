/** A process's own side of its streams, in plain Node: one copy of the modules for each, as each worker has one. */
import { vi } from 'vitest';
import type { ProcessDouble } from './machine.ts';

/** libuv's errors, which the build takes out of Node's binary. */
const UV_ERRORS = Object.entries({ EPIPE: -32, ECANCELED: -125 }).map(([name, number]) => [number, [name, name]]);

export async function processModules(double: ProcessDouble) {
  const scope = {
    postMessage: (message: object, transfer: Transferable[]) => double.say(message, transfer),
    addEventListener: (_: string, listener: (event: { readonly data: unknown }) => void) =>
      (double.listener = (data) => listener({ data })),
    importScripts: () => undefined,
    location: 'blob:test',
    name: 'process',
    __nodeParts: { facts: { errors: UV_ERRORS } },
  };
  for (const [name, value] of Object.entries(scope)) vi.stubGlobal(name, value);
  vi.resetModules();
  try {
    const connections = await import('../src/process/connections.ts');
    const kernel = await import('../src/process/kernel-link.ts');
    connections.listenForStreams();
    kernel.listenToKernel();
    return { ...connections, ...kernel };
  } finally {
    vi.unstubAllGlobals();
  }
}

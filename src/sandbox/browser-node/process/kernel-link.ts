/** The line to the kernel: what this process tells it, and who hears what it says. */
import type { ToKernel, ToProcess } from '../protocol.ts';
import { host } from './host.ts';
import { realm } from './realm.ts';

type Heard<Op extends ToProcess['op']> = Extract<ToProcess, { op: Op }>;

const listeners = new Map<ToProcess['op'], (message: never) => void>();

export function tellKernel(message: ToKernel, transfer: Transferable[] = []): void {
  if (!realm.isDead) host.postMessage(message, transfer);
}

/** One listener for each kind of message. */
export function onKernel<Op extends ToProcess['op']>(op: Op, listener: (message: Heard<Op>) => void): void {
  listeners.set(op, listener);
}

export function listenToKernel(): void {
  host.addEventListener('message', ({ data }: MessageEvent<ToProcess>) => {
    if (!realm.isDead) listeners.get(data.op)?.(data as never);
  });
}

/** The line to the kernel: this process's messages, and a listener for each kind of answer. */
import type { ToKernel, ToProcess } from '../protocol.ts';
import { sleep } from './blocking.ts';
import { host } from './host.ts';
import { realm } from './realm.ts';

type Heard<Op extends ToProcess['op']> = Extract<ToProcess, { op: Op }>;

const listeners = new Map<ToProcess['op'], (message: never) => void>();

/** Messages at once; beyond this, a callback that does not end waits a little after each few messages. */
const PATIENCE = { messages: 1_500, few: 20, ms: 10 } as const;

let said = 0;

export function tellKernel(message: ToKernel, transfer: Transferable[] = []): void {
  if (realm.isDead) return;
  host.postMessage(message, transfer);
  // The page must have time for other tasks, Stop among them. Output has a limit of its own.
  if (message.op !== 'write' && ++said > PATIENCE.messages && said % PATIENCE.few === 0) sleep(PATIENCE.ms);
}

/** The end of a callback: later messages belong to the next one. */
export function startCallback(): void {
  said = 0;
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

/** `signal_wrap`: signals that this process handles, and those that it sends. */
import { defineBinding } from '../binding.ts';
import { exitProcess } from '../endings.ts';
import { fire, HandleWrap } from '../handles/async-wrap.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { processes } from '../process-table.ts';
import { started } from '../realm.ts';
import { UV } from '../uv.ts';
import { LAST_SIGNAL, SIGNALS } from '../../protocol.ts';

class Signal extends HandleWrap {
  declare onsignal: (signal: number) => void;
  #number: number | undefined;

  protected override isActive(): boolean {
    return this.#number !== undefined;
  }

  start(signal: number): number {
    if (signal === SIGNALS.SIGKILL || signal === SIGNALS.SIGSTOP) return UV.EINVAL;
    this.#number = signal;
    signalHandles.set(this, signal);
    tellKernel({ op: 'handle-signal', signal, isHandled: true });
    return 0;
  }

  stop(): number {
    const signal = this.#number;
    this.#number = undefined;
    signalHandles.delete(this);
    const isHandled = [...signalHandles.values()].includes(signal ?? 0);
    if (signal !== undefined && !isHandled) tellKernel({ op: 'handle-signal', signal, isHandled });
    return 0;
  }

  protected override onClose(): void {
    this.stop();
  }
}

const signalHandles = new Map<Signal, number>();

export function listenForSignals(): void {
  onKernel('signal', ({ signal }) => {
    for (const [handle, number] of signalHandles) if (number === signal) fire(handle, () => handle.onsignal(signal));
  });
}

/** @param pid of a process; 0 for the own group, and below for that of this number */
export function sendSignal(pid: number, signal: number): number {
  if (signal < 0 || signal > LAST_SIGNAL) return UV.EINVAL;
  const isSelf = pid === started().pid;
  if (!isSelf && !isThere(pid)) return UV.ESRCH;
  if (isSelf && signal === SIGNALS.SIGKILL) exitProcess(0, 'SIGKILL');
  if (signal !== 0) tellKernel({ op: 'kill', pid, signal });
  return 0;
}

function isThere(pid: number): boolean {
  return pid === 0 || processes().some((facts) => (pid > 0 ? facts.pid === pid : facts.group === -pid));
}

defineBinding('signal_wrap', () => ({ Signal }));

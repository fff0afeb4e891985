/** A process about itself: its start, its threads, why it crashed, its exit code. */
import diagnostics from 'node:diagnostics_channel';
import process from 'node:process';
import type { Emit, Undo } from '../shared/emit.ts';

export function observeProcess(emit: Emit, role: 'primary' | 'worker'): Undo {
  emit({ type: 'process.started', role, node: process.version, ppid: process.ppid });
  // `uncaughtExceptionMonitor` sees the error without changing what it does.
  const onCrash = (error: unknown, origin: string) => {
    const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
    emit({ type: 'process.crashed', origin, name, message: message.slice(0, 200) });
  };
  const onExit = (code: number) => emit({ type: 'process.exiting', code });
  const onThread = () => emit({ type: 'thread.started' });
  diagnostics.subscribe('worker_threads', onThread);
  process.on('uncaughtExceptionMonitor', onCrash);
  process.on('exit', onExit);
  return () => {
    diagnostics.unsubscribe('worker_threads', onThread);
    process.off('uncaughtExceptionMonitor', onCrash);
    process.off('exit', onExit);
  };
}

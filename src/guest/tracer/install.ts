/** Puts every hook of the tracer in place for this process; each changes no argument, result or order. */
import cluster from 'node:cluster';
import process from 'node:process';
import type { SocketHolding } from '../../core/trace/event.ts';
import { observeChannel } from './channel.ts';
import { observePrimary } from './cluster-primary.ts';
import { createEmit, type Undo } from '../shared/emit.ts';
import { withMemory } from './memory.ts';
import { observeProcess } from './process-events.ts';
import { observeServers } from './servers.ts';
import { makeStreamsSynchronous } from './standard-streams.ts';

/** @param nonce the run's word, which every frame carries. @returns the undoing of all of it */
export function install(nonce: string): Undo {
  const id = cluster.worker?.id ?? 0;
  const emit = withMemory(createEmit(nonce, id));
  // Answers to listens in the order they were asked; a listen without one asked nobody, so it owns its socket.
  const answers: SocketHolding[] = [];
  const undo = [
    makeStreamsSynchronous(),
    observeProcess(emit, id === 0 ? 'primary' : 'worker'),
    id === 0
      ? observePrimary(emit)
      : observeChannel(process, {
          emit,
          worker: id,
          side: 'worker',
          onListenAnswer: (holding) => answers.push(holding),
        }),
    observeServers(emit, () => answers.shift() ?? 'own-socket'),
  ];
  return () => undo.reverse().forEach((each) => each());
}

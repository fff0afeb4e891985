/** Puts every hook of the tracer in place for this process; each changes no argument, result or order. */
import cluster from 'node:cluster';
import { constants, openSync } from 'node:fs';
import process from 'node:process';
import type { SocketHolding } from '../../core/trace/event.ts';
import { observeChannel } from './channel.ts';
import { observePrimary } from './cluster-primary.ts';
import { createEmit, STDOUT, type Undo } from '../shared/emit.ts';
import { withMemory } from './memory.ts';
import { observeProcess } from './process-events.ts';
import { observeServers } from './servers.ts';
import { isOfRun, makeStreamsSynchronous } from './standard-streams.ts';

/**
 * @param nonce the run's word, which every frame carries
 * @param channel the file for frames; null where they go among the output
 * @returns the undoing of all of it
 */
export function install(nonce: string, channel: string | null): Undo {
  const id = cluster.worker?.id ?? 0;
  const fd = channel === null ? STDOUT : openChannel(channel);
  const emit = fd === undefined ? () => undefined : withMemory(createEmit(nonce, id, fd));
  // Answers to listens in the order they were asked; a listen without one asked nobody, so it owns its socket.
  const answers: SocketHolding[] = [];
  const undo = [
    channel === null ? makeStreamsSynchronous(() => true) : makeStreamsSynchronous(isOfRun, emit),
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

/** @returns undefined where it cannot be opened: then nothing is reported, as it would stand in what the program prints */
function openChannel(path: string): number | undefined {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_APPEND);
  } catch {
    return undefined;
  }
}

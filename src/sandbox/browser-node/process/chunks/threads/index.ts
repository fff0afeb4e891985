/** `messaging` and `worker`: message channels and worker threads. */
import { extendBinding, missingPart, started } from '../../chunk-kit.ts';
import { Channel } from './channel.ts';
import { MessageChannel, MessagePort, newPort } from './message-port.ts';
import { Worker } from './worker.ts';

extendBinding('messaging', {
  MessagePort,
  MessageChannel,
  stopMessagePort: (port: MessagePort) => MessagePort.stop(port),
  drainMessagePort: (port: MessagePort | null) => port?.drain(),
  receiveMessageOnPort: (port: MessagePort) => MessagePort.take(port),
  broadcastChannel: () => {
    throw missingPart('BroadcastChannel');
  },
});

let toProcess: MessagePort | undefined;

extendBinding('worker', {
  Worker,
  resourceLimits: new Float64Array(4),
  getEnvMessagePort: () => {
    const { thread } = started();
    if (thread !== undefined) toProcess ??= newPort(Channel.of(thread.end));
    return toProcess;
  },
});

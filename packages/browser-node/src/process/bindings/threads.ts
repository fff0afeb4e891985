/** `messaging` and `worker`: message channels and worker threads. */
import { defineBinding, each } from '../binding.ts';
import { domException } from '../dom-exception.ts';
import { host, noop } from '../host.ts';
import { realm } from '../realm.ts';
import { missingPart } from '../shape.ts';
import { Channel } from '../threads/channel.ts';
import { MessageChannel, MessagePort, newPort } from '../threads/message-port.ts';
import { Worker } from '../threads/worker.ts';

defineBinding('messaging', () => ({
  MessagePort,
  MessageChannel,
  stopMessagePort: (port: MessagePort) => MessagePort.stop(port),
  drainMessagePort: (port: MessagePort | null) => port?.drain(),
  receiveMessageOnPort: (port: MessagePort) => MessagePort.take(port),
  broadcastChannel: () => {
    throw missingPart('BroadcastChannel');
  },
  ...each(['setDeserializerCreateObjectFunction'], noop),
  checkMessagePort: () => false,
  structuredClone: host.structuredClone,
  exposeLazyDOMExceptionProperty: (target: object) =>
    Object.defineProperty(target, 'DOMException', { configurable: true, writable: true, value: domException.Class }),
  get DOMException() {
    return domException.Class;
  },
}));

defineBinding('worker', () => {
  const thread = realm.start?.thread;
  let toProcess: MessagePort | undefined;
  return {
    isMainThread: thread === undefined,
    isInternalThread: false,
    ownsProcessState: thread === undefined,
    threadId: thread?.id ?? 0,
    threadName: thread?.name ?? 'main',
    resourceLimits: new Float64Array(4),
    getEnvMessagePort: () => (toProcess ??= thread && newPort(Channel.of(thread.end))),
    Worker,
  };
});

/** Preloaded to break one thing on purpose: a handle sent to a child process is lost on the way. */
import { ChildProcess } from 'node:child_process';

const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (...args) {
  const result = Reflect.apply(spawn, this, args);
  const { send } = this;
  if (send !== undefined)
    this.send = (message, _handle, ...rest) => Reflect.apply(send, this, [message, undefined, ...rest]);
  return result;
};

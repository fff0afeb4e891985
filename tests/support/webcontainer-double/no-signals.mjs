/** Preloaded to break one thing on purpose: no process can signal another. */
import { ChildProcess } from 'node:child_process';
import process from 'node:process';

process.kill = () => {
  throw Object.assign(new Error('kill ENOSYS'), { code: 'ENOSYS' });
};
ChildProcess.prototype.kill = () => false;

/**
 * Preloaded into every process of a program in a WebContainer: `--import=file://…/preload.mjs?run=<nonce>[&relay]`.
 * Tells the process's id, which the container does not, and relays connections where it cannot hand over handles.
 */
import cluster from 'node:cluster';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { createEmit } from '../shared/emit.ts';
import { relayFromPrimary, relayIntoWorker } from './relay.ts';

const { searchParams } = new URL(import.meta.url);
const nonce = searchParams.get('run');
if (nonce !== null && isMainThread) {
  const role = cluster.isPrimary ? 'primary' : 'worker';
  const emit = createEmit(nonce, cluster.worker?.id ?? 0);
  emit({ type: 'process.started', role, node: process.version, ppid: process.ppid });
  if (searchParams.has('relay')) {
    if (cluster.isPrimary) relayFromPrimary();
    else await relayIntoWorker();
  }
}

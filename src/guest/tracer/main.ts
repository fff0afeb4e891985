/** Preloaded into every process of a learner's program: `--import=file://…/tracer.mjs?run=<nonce>`. */
import { isMainThread } from 'node:worker_threads';
import { install } from './install.ts';

const nonce = new URL(import.meta.url).searchParams.get('run');
if (nonce !== null && isMainThread) install(nonce);

/** Preloaded into every process of a learner's program: `--import=file://…/tracer.mjs?[to=<channel>&]run=<nonce>`. */
import { isMainThread } from 'node:worker_threads';
import { install } from './install.ts';

const { searchParams } = new URL(import.meta.url);
const nonce = searchParams.get('run');
if (nonce !== null && isMainThread) install(nonce, searchParams.get('to'));

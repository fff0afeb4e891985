/** Carries out a load plan over `node:http` with an explicit agent; `fetch` hides how many connections it opens. */
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadPlan } from '../../core/load/load-plan.schema.ts';
import type { LoadOutcome } from '../../core/trace/event.ts';
import { clock } from '../shared/write.ts';
import type { Emit } from '../shared/emit.ts';

export type Plan = LoadPlan & { readonly port: number };

const HOST = '127.0.0.1';

/** What an outcome shows of a body; the rest is read and let go. */
const BODY_CHARACTERS = 120;

/** Emits `load.started`, one `load.outcome` for each request, `load.finished`. */
export async function applyPlan(plan: Plan, emit: Emit): Promise<void> {
  const { name: load, requests, connections, keepAlive } = plan;
  emit({ type: 'load.started', load, requests, connections, keepAlive });
  const agent = new http.Agent({ keepAlive, maxSockets: connections });
  let sent = 0;
  let answered = 0;
  const lane = async () => {
    while (sent < requests) {
      const request = ++sent;
      const outcome = await sendOne(plan, agent, request);
      if (outcome.result.kind === 'answered') answered++;
      emit({ type: 'load.outcome', load, ...outcome });
      if (plan.paceMs > 0 && sent < requests) await delay(plan.paceMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  emit({ type: 'load.finished', load, sent, answered, failed: sent - answered });
}

function sendOne(plan: Plan, agent: http.Agent, number: number): Promise<LoadOutcome> {
  const { port, path, method, body, keepAlive, timeoutMs } = plan;
  const headers = keepAlive ? plan.headers : { ...plan.headers, connection: 'close' };
  const startedAt = clock();
  let peer: number | null = null;
  return new Promise((resolve) => {
    const settle = (result: LoadOutcome['result']) => {
      clearTimeout(limit);
      resolve({ request: number, peer, startedAt, finishedAt: clock(), result });
    };
    const failed = (error: NodeJS.ErrnoException) => settle({ kind: 'failed', code: error.code ?? error.name });
    const request = http.request({ host: HOST, port, path, method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < BODY_CHARACTERS) text = (text + chunk).slice(0, BODY_CHARACTERS);
      });
      response.on('end', () => settle({ kind: 'answered', status: response.statusCode ?? 0, body: text }));
      response.on('error', failed);
    });
    const limit = setTimeout(() => {
      settle({ kind: 'timed-out' });
      request.destroy();
    }, timeoutMs);
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (peer = socket.localPort ?? null));
      else peer = socket.localPort ?? null;
    });
    request.on('error', failed);
    request.end(body);
  });
}

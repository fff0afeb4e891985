/** Carries out a load plan over `node:http` with an explicit agent; `fetch` hides how many connections it opens. */
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadPlan } from '../../core/load/load-plan.schema.ts';
import type { Emit } from '../shared/emit.ts';
import { CookieJar } from './cookie-jar.ts';
import { sendOne } from './send-one.ts';

/** Longer cookies are not kept for the next load: a frame has to hold them whole. */
const COOKIE_CHARACTERS = 2_000;

export type Plan = LoadPlan & { readonly port: number };

/**
 * Emits `load.started`, one `load.outcome` for each request, `load.cookies` of a jar, `load.finished`.
 * @param over settles when held requests may be let go of
 */
export async function applyPlan(plan: Plan, emit: Emit, over: Promise<unknown>): Promise<void> {
  const { name: load, requests, keepAlive, held, paceMs, staggerMs } = plan;
  const connections = held ? requests : plan.connections;
  emit({ type: 'load.started', load, requests, connections, keepAlive });
  const agent = new http.Agent({ keepAlive, maxSockets: connections });
  const jar = plan.cookies ? new CookieJar(plan.headers['cookie']) : undefined;
  let sent = 0;
  let answered = 0;
  const lane = async (_: unknown, index: number) => {
    if (staggerMs > 0) await delay(index * staggerMs);
    while (sent < requests) {
      const outcome = await sendOne({ plan, agent, jar, number: ++sent, emit, over });
      if (outcome.result.kind === 'answered') answered++;
      emit({ type: 'load.outcome', load, ...outcome });
      if (paceMs > 0 && sent < requests) await delay(paceMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  const header = jar?.header;
  if (header !== undefined && header.length <= COOKIE_CHARACTERS) emit({ type: 'load.cookies', load, header });
  emit({ type: 'load.finished', load, sent, answered, failed: sent - answered });
}

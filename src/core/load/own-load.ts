/** A load that a learner sends by hand, from the few things that they choose. */
import type { LoadPlan } from './load-plan.schema.ts';

/** An answer that takes longer counts as lost. */
const ANSWER_LIMIT_MS = 5_000;

export type OwnLoad = Pick<LoadPlan, 'requests' | 'connections' | 'keepAlive' | 'path'>;

/** @param sent the number of earlier loads: each has a name of its own */
export function ownLoad(choice: OwnLoad, sent: number): LoadPlan {
  return {
    name: `load-${sent + 1}`,
    ...choice,
    method: 'GET',
    headers: {},
    paceMs: 0,
    staggerMs: 0,
    cookies: false,
    held: false,
    timeoutMs: ANSWER_LIMIT_MS,
  };
}

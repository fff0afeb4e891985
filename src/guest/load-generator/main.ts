/** Sends requests to a learner's server from inside the sandbox: `node load-generator.mjs <nonce> <plan as JSON>`. */
import { once } from 'node:events';
import process from 'node:process';
import { createEmit } from '../shared/emit.ts';
import { applyPlan, type Plan } from './apply-plan.ts';

const [nonce, json] = process.argv.slice(2);
if (nonce === undefined || json === undefined) throw new Error('Usage: load-generator.mjs <nonce> <plan as JSON>');
// The page validated the plan with its schema (src/core/load); a guest carries no zod.
const plan = JSON.parse(json) as Plan;
await applyPlan(plan, createEmit(nonce, 0), plan.held ? endOfInput() : Promise.resolve());

/** Who started a load of held requests closes its input when they have heard enough. */
async function endOfInput(): Promise<void> {
  process.stdin.resume();
  await once(process.stdin, 'end');
  process.stdin.destroy();
}

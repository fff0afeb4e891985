/** Runs the load generator inside a sandbox and gathers what it saw. */
import type { LoadFacts } from '../core/check/facts.ts';
import type { LoadPlan } from '../core/load/load-plan.schema.ts';
import type { LoadOutcome } from '../core/trace/event.ts';
import { createSplitter } from '../core/trace/splitter.ts';
import { SandboxError, type Sandbox } from '../sandbox/sandbox.ts';
import { guestFile } from './guest.ts';

export interface LoadRun {
  readonly sandbox: Sandbox;
  readonly plan: LoadPlan & { readonly port: number };
  readonly nonce: string;
  /** Called once for each chunk of outcomes. */
  readonly onProgress: (facts: LoadFacts) => void;
}

/** @throws {SandboxError} `internal` when the generator ends without having reported every request */
export async function runLoad({ sandbox, plan, nonce, onProgress }: LoadRun): Promise<LoadFacts> {
  const generator = await sandbox.spawn('node', [guestFile('load-generator'), nonce, JSON.stringify(plan)]);
  const splitter = createSplitter({ nonce });
  const outcomes: LoadOutcome[] = [];
  let stray = '';
  for await (const chunk of generator.output) {
    const { text, events } = splitter.push(chunk);
    stray += text;
    const before = outcomes.length;
    for (const event of events) if (event.type === 'load.outcome') outcomes.push(event);
    if (outcomes.length > before) onProgress({ name: plan.name, outcomes: [...outcomes] });
  }
  const exit = await generator.exit;
  if (outcomes.length < plan.requests) {
    throw new SandboxError(
      'internal',
      `The load "${plan.name}" ended after ${outcomes.length} of ${plan.requests} requests (${exit.signal ?? `exit code ${exit.code}`}).`,
      stray.trim().slice(0, 500) || 'Press Run and send the requests again.',
    );
  }
  return { name: plan.name, outcomes };
}

/** Runs the load generator inside a sandbox and gathers its outcomes. */
import type { LoadPlan } from '../core/load/load-plan.schema.ts';
import type { LoadOutcome } from '../core/trace/event.ts';
import { createSplitter } from '../core/trace/splitter.ts';
import { SandboxError, type Sandbox } from '@cluster-lab/sandbox';
import { guestFile } from './guest.ts';
import { inPortions } from './turns.ts';

export interface LoadRun {
  readonly sandbox: Sandbox;
  readonly plan: LoadPlan & { readonly port: number };
  readonly nonce: string;
  /** Called when the generator runs. */
  readonly onStarted: () => void;
  /** Called with the outcomes as they arrive, each once. */
  readonly onOutcomes: (added: readonly LoadOutcome[]) => void;
  /** Called with the visitor's cookies once the load is over, where it has a jar. */
  readonly onCookies: (header: string) => void;
  /** Called for each held request that got its head. */
  readonly onHeld: (request: number) => void;
  /** Settles when held requests may be released. */
  readonly released: Promise<unknown>;
}

/** A plain request without end, as `EventSource` makes it. */
export const SUBSCRIPTION = {
  keepAlive: false,
  method: 'GET',
  headers: { accept: 'text/event-stream' },
  paceMs: 0,
  staggerMs: 0,
  cookies: false,
  held: true,
} as const;

/** The longest quote of the generator's own output in an error; it prints nothing when all is well. */
const STRAY_CHARACTERS = 500;

/** @throws {SandboxError} `internal` when the generator ends without having reported every request, or cannot be heard */
export async function runLoad(run: LoadRun): Promise<void> {
  const { sandbox, plan, nonce, onStarted, onOutcomes, onCookies, onHeld, released } = run;
  const generator = await sandbox.spawn('node', [guestFile('load-generator'), nonce, JSON.stringify(plan)]);
  const splitter = createSplitter({ nonce });
  if (plan.held) void released.then(() => generator.input.close()).catch(() => undefined);
  let heard = 0;
  let stray = '';
  try {
    for await (const portion of inPortions(generator.output)) {
      const { text, events } = splitter.push(portion);
      stray = (stray + text).slice(-STRAY_CHARACTERS);
      for (const event of events) {
        if (event.type === 'load.started') onStarted();
        if (event.type === 'load.held') onHeld(event.request);
        if (event.type === 'load.cookies') onCookies(event.header);
      }
      const added = events.filter((event) => event.type === 'load.outcome');
      heard += added.length;
      if (added.length > 0) onOutcomes(added);
    }
  } catch (error) {
    await generator.stop();
    throw unreadable(plan.name, error);
  }
  const exit = await generator.exit;
  if (heard < plan.requests) {
    throw new SandboxError(
      'internal',
      `The load "${plan.name}" ended after ${heard} of ${plan.requests} requests (${exit.signal ?? `exit code ${exit.code}`}).`,
      stray.trim() || 'Press Run and send the requests again.',
    );
  }
}

function unreadable(name: string, error: unknown): SandboxError {
  const reason = error instanceof Error ? error.message : String(error);
  return new SandboxError(
    'internal',
    `What came of the load "${name}" could not be read any further, so it was ended: ${reason}`,
    'Press Run and send the requests again.',
  );
}

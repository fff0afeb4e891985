/** Picks the engine that serves here: the first in order that can, or the one that the learner chose. */
import { SandboxError, type BootOptions, type Sandbox, type SandboxEngine, type Support } from '@cluster-lab/sandbox';

export interface EngineChoice {
  readonly name: string;
  readonly label: string;
  /** It boots for seconds over a network: nobody waits for it, the next in order serves until it is there. */
  readonly startsSlowly?: boolean;
  /** Loads the engine's code, when it is first needed. */
  readonly load: () => Promise<SandboxEngine>;
}

export interface SurveyedEngine {
  readonly name: string;
  readonly label: string;
  readonly support: Support;
}

export interface PassedOver {
  readonly label: string;
  readonly reason: string;
}

export interface BootedEngine {
  readonly sandbox: Sandbox;
  readonly label: string;
  /** Without those that nobody expects here. */
  readonly passedOver: readonly PassedOver[];
  /** An engine that comes first in order and is still starting. */
  readonly successor?: Successor;
}

export interface Successor {
  readonly label: string;
  /** @throws {SandboxError} whose message says why it will not serve */
  readonly booted: Promise<Sandbox>;
}

/** What a learner who pressed Run waits for a slow engine; with the next one's boot it stays within two seconds. */
export const PATIENCE_MS = 1_000;

/** Each engine with whether it can run here; boots none. */
export async function surveyEngines(choices: readonly EngineChoice[]): Promise<readonly SurveyedEngine[]> {
  return Promise.all(choices.map(async ({ name, label, load }) => ({ name, label, support: await supportOf(load) })));
}

/** Lets the engine that will serve at Run get ready, so that Run feels instant. Boots none, and asks no other host. */
export async function warmUp(choices: readonly EngineChoice[], preferred: string | undefined): Promise<void> {
  for (const { load, startsSlowly } of inOrder(choices, preferred)) {
    // Nobody waits for it: what comes after it serves first.
    if (startsSlowly || !(await supportOf(load)).ok) continue;
    return (await load()).warmUp?.();
  }
}

/**
 * @param preferred the learner's choice, tried first and taken with its limits
 * @param signal ends the search, a successor's boot too
 * @throws {SandboxError} `boot-failed` that says of each engine why not
 */
export async function bootFirst(
  choices: readonly EngineChoice[],
  preferred: string | undefined,
  options: BootOptions,
  signal: AbortSignal,
): Promise<BootedEngine> {
  const passedOver: PassedOver[] = [];
  const unexpected: PassedOver[] = [];
  const passOver = (label: string, error: unknown) => {
    const passed = { label, reason: reasonOf(error) };
    passedOver.push(passed);
    if (!(error instanceof NotHere && error.isExpected)) unexpected.push(passed);
  };
  let successor: Successor | undefined;
  const ordered = inOrder(choices, preferred);
  for (const [index, { name, label, load, startsSlowly }] of ordered.entries()) {
    const isLast = index === ordered.length - 1;
    try {
      const booting = bootOne(load, { options, signal, mustBeReal: name !== preferred && !isLast });
      const sandbox = startsSlowly && !isLast ? await inTime(booting) : await booting;
      if (sandbox !== undefined) return { sandbox, label, passedOver: unexpected, ...(successor && { successor }) };
      successor = { label, booted: booting };
    } catch (error) {
      signal.throwIfAborted();
      passOver(label, error);
    }
  }
  // Better late than not at all.
  if (successor !== undefined) {
    const { label, booted } = successor;
    try {
      return { sandbox: await booted, label, passedOver: unexpected };
    } catch (error) {
      signal.throwIfAborted();
      passOver(label, error);
    }
  }
  throw new SandboxError(
    'boot-failed',
    `Nothing can run your code here. ${passedOver.map(({ label, reason }) => `${label}: ${reason}`).join(' ')}`,
    'Start the course on your computer with "npm start" and open the address that it prints.',
  );
}

function inOrder(choices: readonly EngineChoice[], preferred: string | undefined): readonly EngineChoice[] {
  return choices.toSorted((a, b) => Number(b.name === preferred) - Number(a.name === preferred));
}

function reasonOf(error: unknown): string {
  return error instanceof SandboxError ? error.message : 'It could not be loaded. Is the network there?';
}

interface BootRequest {
  readonly options: BootOptions;
  readonly signal: AbortSignal;
  /** Another engine follows that may do better than emulate. */
  readonly mustBeReal: boolean;
}

class NotHere extends SandboxError {
  readonly isExpected: boolean;

  constructor({ reason, isExpected = false }: Extract<Support, { ok: false }>) {
    super('boot-failed', reason, 'Choose another engine in the menu.');
    this.isExpected = isExpected;
  }
}

async function bootOne(load: EngineChoice['load'], { options, signal, mustBeReal }: BootRequest): Promise<Sandbox> {
  const engine = await load();
  const support = await engine.support();
  signal.throwIfAborted();
  if (!support.ok) throw new NotHere(support);
  const sandbox = await engine.boot(options, signal);
  const isWanted = !signal.aborted && (sandbox.capabilities.handlePassing || !mustBeReal);
  if (isWanted) return sandbox;
  void sandbox.dispose();
  signal.throwIfAborted();
  throw new SandboxError(
    'boot-failed',
    'It cannot hand a connection to a worker, so its cluster would be emulated. Choose it in the menu to see that.',
    'Choose it in the Engine menu to run with emulated connections.',
  );
}

/** The sandbox when it is there soon; undefined when it is not, and then its failure is its successor's. */
async function inTime(booting: Promise<Sandbox>): Promise<Sandbox | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([booting, tooLong]);
  } finally {
    clearTimeout(timer);
    booting.catch(() => undefined);
  }
}

async function supportOf(load: EngineChoice['load']): Promise<Support> {
  try {
    return await (await load()).support();
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

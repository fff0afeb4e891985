/** Picks the engine that serves here: the first in order that can, or the one that the learner chose. */
import { SandboxError, type BootOptions, type Sandbox, type SandboxEngine, type Support } from './sandbox.ts';

export interface EngineChoice {
  readonly name: string;
  readonly label: string;
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
  readonly passedOver: readonly PassedOver[];
}

/** Each engine with whether it can run here; boots none. */
export async function surveyEngines(choices: readonly EngineChoice[]): Promise<readonly SurveyedEngine[]> {
  return Promise.all(choices.map(async ({ name, label, load }) => ({ name, label, support: await supportOf(load) })));
}

/** @param preferred the learner's choice, tried first. @throws {SandboxError} `boot-failed` that says of each engine why not */
export async function bootFirst(
  choices: readonly EngineChoice[],
  preferred: string | undefined,
  options: BootOptions,
  signal: AbortSignal,
): Promise<BootedEngine> {
  const passedOver: PassedOver[] = [];
  const ordered = choices.toSorted((a, b) => Number(b.name === preferred) - Number(a.name === preferred));
  for (const { label, load } of ordered) {
    try {
      const engine = await load();
      const support = await engine.support();
      signal.throwIfAborted();
      if (support.ok) return { sandbox: await engine.boot(options, signal), label, passedOver };
      passedOver.push({ label, reason: support.reason });
    } catch (error) {
      signal.throwIfAborted();
      passedOver.push({ label, reason: reasonOf(error) });
    }
  }
  throw new SandboxError(
    'boot-failed',
    `Nothing can run your code here. ${passedOver.map(({ label, reason }) => `${label}: ${reason}`).join(' ')}`,
    'Start the course on your computer with "npm start" and open the address that it prints.',
  );
}

async function supportOf(load: EngineChoice['load']): Promise<Support> {
  try {
    return await (await load()).support();
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof SandboxError ? error.message : 'It could not be loaded. Is the network there?';
}

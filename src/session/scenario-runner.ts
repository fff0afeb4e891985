/** Drives a step's scenario against real programs in a sandbox and gathers the facts that its checks judge. */
import type { ProgramFacts, ScenarioFacts } from '../core/check/facts.ts';
import type { ScenarioAction, StartAction } from '../core/check/scenario.schema.ts';
import type { StepProgram } from '../core/lesson/step-program.ts';
import { SandboxError, type FileMap, type Sandbox } from '@cluster-lab/sandbox';
import { ScenarioStopped, ScenarioTooSlow } from './explain.ts';
import { withGuests, type GuestTexts } from './guest.ts';
import { Program } from './program.ts';
import { describeWait, quiet, waitUntil } from './wait.ts';

export interface ScenarioRun {
  readonly sandbox: Sandbox;
  readonly step: Pick<StepProgram, 'run' | 'scenario'>;
  readonly files: FileMap;
  readonly guests: GuestTexts;
  /** Files of packages, beside the program's own. */
  readonly packages?: FileMap;
  readonly onText: (text: string) => void;
  /** Hears each program as it starts, so that the picture can follow it. */
  readonly onProgram?: (program: Program) => void;
  /** Scales the length of waits: a test that expects them to fail has less. */
  readonly patience?: number | undefined;
  /** Ends the scenario early: its program is stopped and the run rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}

/** After this long without an event the trace has settled. At most `SETTLE_LIMIT_MS` is spent on it. */
const SETTLED_MS = 250;
const SETTLE_LIMIT_MS = 2_000;

/** One start, with the loads that go on beside the scenario's next actions. */
interface Run {
  readonly program: Program;
  readonly background: Promise<unknown>[];
}

/**
 * @throws {ScenarioStopped} when the program does not do its part; {ScenarioTooSlow} when this computer may be the reason;
 * {SandboxError} when the sandbox cannot go on
 */
export async function runScenario(run: ScenarioRun): Promise<ScenarioFacts> {
  await run.sandbox.mount({ ...run.packages, ...withGuests(run.files, run.guests) });
  const programs: ProgramFacts[] = [];
  let current: Run | null = null;
  const start = async (action?: StartAction): Promise<Run> => {
    current = { program: await startProgram(run, action), background: [] };
    run.onProgram?.(current.program);
    return current;
  };
  const finish = async ({ program, background }: Run) => {
    await Promise.all([...background, program.release()]);
    await quiet(program, SETTLED_MS, SETTLE_LIMIT_MS);
    programs.push(await program.facts());
    await program.stop();
  };
  try {
    for (const action of run.step.scenario) {
      run.abort?.throwIfAborted();
      if (action.do === 'start') {
        if (current !== null) await finish(current);
        await start(action);
      } else {
        await perform(action, current ?? (await start()), run);
      }
    }
    await finish(current ?? (await start()));
    return { programs, files: run.files };
  } finally {
    await (current as Run | null)?.program.stop();
  }
}

function startProgram({ sandbox, step: { run }, onText }: ScenarioRun, action?: StartAction): Promise<Program> {
  const { entry = run.entry, args = run.args, env = {}, as, pinned = false } = action ?? {};
  return Program.start({ sandbox, run: { entry, args, env: { ...run.env, ...env } }, name: as, pinned, onText });
}

type ProgramAction = Exclude<ScenarioAction, { do: 'start' }>;

async function perform(action: ProgramAction, { program, background }: Run, run: ScenarioRun): Promise<void> {
  switch (action.do) {
    case 'wait':
      return waitFor(action, program, run);
    case 'load': {
      const { background: goesOn, do: _, ...plan } = action;
      const load = program.load({ ...plan, held: false });
      // A failure is thrown when the scenario gathers its loads.
      load.catch(() => undefined);
      if (goesOn) background.push(load);
      else await load;
      return;
    }
    case 'subscribe':
      return subscribe(action, program);
    case 'signal':
      return sendSignal(action, program);
    case 'write':
      return run.sandbox.writeFile(action.path, action.text);
    case 'input':
      return program.input(action.text);
    default:
      action satisfies never;
  }
}

type Action<Do extends ScenarioAction['do']> = Extract<ScenarioAction, { do: Do }>;

async function subscribe({ name, count, path, withinMs }: Action<'subscribe'>, program: Program): Promise<void> {
  const held = await program.subscribe({ name, requests: count, path, timeoutMs: withinMs });
  if (held < count) {
    throw stopped(
      program,
      `${program.name}: ${held} of ${count} subscriptions to ${path} were answered; the others got no head within ${withinMs / 1_000} s.`,
    );
  }
}

async function sendSignal({ to, signal, optional }: Action<'signal'>, program: Program): Promise<void> {
  if (to === 'busy-worker') {
    const worker = program.busyWorker;
    if (worker === undefined) throw new ScenarioStopped(`${program.name}: no worker is busy with a request.`);
    return program.signal(signal, { worker });
  }
  if (to !== 'each-worker') return optional ? program.signal(signal, to).catch(unlessDead) : program.signal(signal, to);
  const alive = program.topology.value.workers.filter(({ state }) => state !== 'exited');
  for (const { id } of alive) await program.signal(signal, { worker: id }).catch(unlessDead);
}

/** It died before the trace could report it: no signal is needed any more. */
function unlessDead(error: unknown): void {
  if (!(error instanceof SandboxError && error.code === 'no-such-process')) throw error;
}

async function waitFor(action: Action<'wait'>, program: Program, { abort, patience = 1 }: ScenarioRun): Promise<void> {
  const { for: target, withinMs, optional } = action;
  if ((await waitUntil(program, target, { limitMs: withinMs * patience, abort })) || optional) return;
  const { exit } = program;
  throw stopped(
    program,
    `${program.name}: ${describeWait(target)} did not happen within ${withinMs / 1_000} s` +
      (exit === null ? '.' : `: the program ended (${exit.signal ?? `exit code ${exit.code}`}).`),
  );
}

/** More time would not have helped a program that has ended. */
function stopped({ exit, pace }: Program, message: string): Error {
  return exit === null && pace.isTooSlow ? new ScenarioTooSlow(message) : new ScenarioStopped(message);
}

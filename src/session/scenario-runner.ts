/** Drives a step's scenario against real programs in a sandbox and gathers the facts that its checks judge. */
import { effect } from '@preact/signals-core';
import type { ProgramFacts, ScenarioFacts } from '../core/check/facts.ts';
import type { ScenarioAction, WaitFor } from '../core/check/scenario.schema.ts';
import type { StepProgram } from '../core/lesson/step-program.ts';
import type { Topology } from '../core/trace/topology.ts';
import type { FileMap, Sandbox } from '../sandbox/sandbox.ts';
import { ScenarioStopped } from './explain.ts';
import { withGuests, type GuestTexts } from './guest.ts';
import { Program } from './program.ts';

export interface ScenarioRun {
  readonly sandbox: Sandbox;
  readonly step: Pick<StepProgram, 'run' | 'scenario'>;
  readonly files: FileMap;
  readonly guests: GuestTexts;
  readonly onText: (text: string) => void;
  /** Hears each program as it starts, so that the picture can follow it. */
  readonly onProgram?: (program: Program) => void;
  /** Ends the scenario early: its program is stopped and the run rejects with the signal's reason. */
  readonly abort?: AbortSignal;
}

/** Nothing happened for this long: the trace has settled. At most `SETTLE_LIMIT_MS` is spent on it. */
const SETTLED_MS = 250;
const SETTLE_LIMIT_MS = 2_000;

/** How often a wait for quiet looks at the activity counter. */
const QUIET_LOOK_MS = 50;

/** @throws {ScenarioStopped} when a wait passes its limit; {SandboxError} when the sandbox cannot go on */
export async function runScenario(run: ScenarioRun): Promise<ScenarioFacts> {
  await run.sandbox.mount(withGuests(run.files, run.guests));
  const programs: ProgramFacts[] = [];
  let current: Program | null = null;
  const start = async (entry: string) => {
    current = await Program.start({ sandbox: run.sandbox, run: { ...run.step.run, entry }, onText: run.onText });
    run.onProgram?.(current);
    return current;
  };
  const finish = async (program: Program) => {
    await settle(program);
    programs.push(await program.facts());
    await program.stop();
  };
  try {
    for (const action of run.step.scenario) {
      run.abort?.throwIfAborted();
      if (action.do === 'start') {
        if (current !== null) await finish(current);
        await start(action.entry);
      } else {
        await perform(action, current ?? (await start(run.step.run.entry)), run.abort);
      }
    }
    await finish(current ?? (await start(run.step.run.entry)));
    return { programs };
  } finally {
    await (current as Program | null)?.stop();
  }
}

type ProgramAction = Exclude<ScenarioAction, { do: 'start' }>;

async function perform(action: ProgramAction, program: Program, abort: AbortSignal | undefined): Promise<void> {
  switch (action.do) {
    case 'wait':
      return waitFor(program, action, abort);
    case 'load':
      await program.load(action);
      return;
    case 'signal':
      return sendSignal(program, action);
    default:
      action satisfies never;
  }
}

async function sendSignal(program: Program, { to, signal }: Extract<ScenarioAction, { do: 'signal' }>): Promise<void> {
  if (to !== 'each-worker') return program.signal(signal, to);
  const alive = program.topology.value.workers.filter((worker) => worker.state !== 'exited');
  for (const worker of alive) await program.signal(signal, { worker: worker.id });
}

async function waitFor(
  program: Program,
  { for: target, withinMs, optional }: Extract<ScenarioAction, { do: 'wait' }>,
  abort: AbortSignal | undefined,
): Promise<void> {
  const reached = await waitUntil(program, target, withinMs, abort);
  if (reached || optional) return;
  throw new ScenarioStopped(
    `${program.entry}: ${describeWait(target)} did not happen within ${withinMs / 1000} s` +
      (program.exit === null
        ? '.'
        : `: the program ended (${program.exit.signal ?? `exit code ${program.exit.code}`}).`),
  );
}

/** Whether the state was reached before the limit; false at once when the program ends without it. */
function waitUntil(program: Program, target: WaitFor, limitMs: number, abort?: AbortSignal): Promise<boolean> {
  if (target.state === 'quiet') return quiet(program, target.ms, limitMs);
  const isReached = (topology: Topology) => stateReached(target, topology);
  return new Promise((resolve, reject) => {
    let stopWatching = () => {};
    const limit = setTimeout(() => settleWith(false), limitMs);
    const onAbort = () => {
      settleWith(false);
      reject(abort?.reason as Error);
    };
    const settleWith = (reached: boolean) => {
      clearTimeout(limit);
      abort?.removeEventListener('abort', onAbort);
      queueMicrotask(() => stopWatching());
      resolve(reached);
    };
    abort?.addEventListener('abort', onAbort, { once: true });
    stopWatching = effect(() => {
      const topology = program.topology.value;
      if (isReached(topology)) settleWith(true);
      else if (topology.ended) settleWith(false);
    });
  });
}

function stateReached(target: Exclude<WaitFor, { state: 'quiet' }>, topology: Topology): boolean {
  const workers = topology.workers;
  switch (target.state) {
    case 'workers-online':
      return (
        workers.filter((worker) => worker.state !== 'starting' && worker.state !== 'exited').length >= target.count
      );
    case 'workers-listening':
      return workers.filter((worker) => worker.state === 'listening').length >= target.count;
    case 'any-listening':
      return [...workers, topology.primary].some((process) => process !== null && process.servers.length > 0);
    case 'workers-exited':
      return workers.filter((worker) => worker.state === 'exited').length >= target.count;
    case 'program-exited':
      return topology.ended;
    default:
      return target satisfies never;
  }
}

function describeWait(target: WaitFor): string {
  switch (target.state) {
    case 'workers-online':
      return `${target.count} workers online`;
    case 'workers-listening':
      return `${target.count} workers listening`;
    case 'any-listening':
      return 'a server listening';
    case 'workers-exited':
      return `${target.count} workers gone`;
    case 'program-exited':
      return 'the end of the program';
    case 'quiet':
      return `${target.ms} ms of quiet`;
    default:
      return target satisfies never;
  }
}

function settle(program: Program): Promise<boolean> {
  return quiet(program, SETTLED_MS, SETTLE_LIMIT_MS);
}

/** Whether `ms` passed with no event and no output before the limit did. */
function quiet(program: Program, ms: number, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let seen = program.activity;
    let quietMs = 0;
    let spentMs = 0;
    const look = setInterval(() => {
      spentMs += QUIET_LOOK_MS;
      quietMs = program.activity === seen ? quietMs + QUIET_LOOK_MS : 0;
      seen = program.activity;
      if (quietMs < ms && spentMs < limitMs) return;
      clearInterval(look);
      resolve(quietMs >= ms);
    }, QUIET_LOOK_MS);
  });
}

/** Waits for a state of a program (its trace, output or loads), never for a fixed time. */
import type { WaitFor } from '../core/check/scenario.schema.ts';
import { patiently, type Patience } from './patience.ts';
import type { Program } from './program.ts';

/** A program that is never quiet and does not reach the state is given up after this many times the limit. */
const BUSY_TIMES = 3;

export interface WaitOptions {
  /** The longest quiet time, on a computer of full speed. */
  readonly limitMs: number;
  /** Ends the wait: it rejects with the signal's reason. */
  readonly abort?: AbortSignal | undefined;
}

/** Whether the state was reached in time; false at once when the program ends without it. */
export function waitUntil(program: Program, target: WaitFor, { limitMs, abort }: WaitOptions): Promise<boolean> {
  if (target.state === 'quiet') return quiet(program, target.ms, limitMs, abort);
  return patiently(
    program,
    ({ quietMs, spentMs }) => {
      if (isReached(program, target)) return true;
      const stretchedMs = program.pace.stretch(limitMs);
      const isOver = quietMs >= stretchedMs || spentMs >= stretchedMs * BUSY_TIMES;
      return program.topology.value.ended || isOver ? false : undefined;
    },
    abort,
  );
}

/** The longest wait for a program that was just started to listen; past this a load itself reports the fault. */
const LISTEN_LIMIT_MS = 5_000;

/** The other workers follow the first within this, or do not intend to listen. */
const FOLLOW_LIMIT_MS = 2_000;
const FOLLOW_QUIET_MS = 300;

/** Settles when a process listens and each living worker does too, or when nothing more happens. */
export async function untilUp(program: Program): Promise<void> {
  await waitUntil(program, { state: 'any-listening' }, { limitMs: LISTEN_LIMIT_MS });
  const count = program.topology.value.workers.filter(({ state }) => state !== 'exited').length;
  const all = { state: 'workers-listening', count, above: 0 } as const;
  await patiently(program, (patience) =>
    isReached(program, all) ? true : isQuiet(program, FOLLOW_QUIET_MS, FOLLOW_LIMIT_MS, patience),
  );
}

/** Whether `ms` passed with no event and no output before the limit did. */
export function quiet(program: Program, ms: number, limitMs: number, abort?: AbortSignal): Promise<boolean> {
  return patiently(program, (patience) => isQuiet(program, ms, limitMs, patience), abort);
}

function isQuiet({ pace }: Program, ms: number, limitMs: number, { quietMs, spentMs }: Patience): boolean | undefined {
  if (quietMs >= pace.stretch(ms)) return true;
  return spentMs >= pace.stretch(limitMs) ? false : undefined;
}

/** Reads signals only, so that an effect is called at every change. */
function isReached(program: Program, target: Exclude<WaitFor, { state: 'quiet' }>): boolean {
  const { workers, primary, children, ended } = program.topology.value;
  switch (target.state) {
    case 'workers-online':
      return workers.filter(({ state }) => state !== 'starting' && state !== 'exited').length >= target.count;
    case 'workers-listening':
      return workers.filter(({ id, state }) => state === 'listening' && id > target.above).length >= target.count;
    case 'any-listening':
      return [...workers, ...children, primary].some((process) => process !== null && process.servers.length > 0);
    case 'workers-exited':
      return workers.filter(({ state }) => state === 'exited').length >= target.count;
    case 'program-exited':
      return ended;
    case 'request-started':
      return program.activity > 0 && requestsTo(program, target.path) >= target.count;
    case 'printed':
      return program.activity > 0 && program.output.split(target.text).length > target.count;
    case 'load-answered':
      return outcomesOf(program, target.load).length >= target.count;
    case 'load-done':
      return program.activeLoads.value.every((name) => name !== target.load);
    default:
      return target satisfies never;
  }
}

function requestsTo({ log }: Program, path: string): number {
  return log.events.filter((event) => event.type === 'request.started' && event.path === path).length;
}

function outcomesOf({ loads }: Program, name: string) {
  const outcomes = loads.value.find((load) => load.name === name)?.outcomes ?? [];
  return outcomes.filter(({ result }) => result.kind === 'answered');
}

/** The state as the end of the sentence "… did not happen within 5 s". */
export function describeWait(target: WaitFor): string {
  switch (target.state) {
    case 'workers-online':
      return `${target.count} workers online`;
    case 'workers-listening':
      return `${target.count} ${target.above > 0 ? 'new ' : ''}workers listening`;
    case 'any-listening':
      return 'a server listening';
    case 'workers-exited':
      return `${target.count} workers gone`;
    case 'program-exited':
      return 'the end of the program';
    case 'request-started':
      return `a request to ${target.path}`;
    case 'printed':
      return `"${target.text}" in the output`;
    case 'load-answered':
      return `${target.count} answers to "${target.load}"`;
    case 'load-done':
      return `the end of "${target.load}"`;
    case 'quiet':
      return `${target.ms} ms of quiet`;
    default:
      return target satisfies never;
  }
}

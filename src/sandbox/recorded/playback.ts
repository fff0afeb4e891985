/**
 * Plays a recorded run. Its output comes with its original timing; what the driver did then, the driver has to do again: the
 * recording waits for it at that place, and an action that comes early waits for the recording. So order is always the real one.
 */
import { FRAME_START } from '../../core/trace/frame.ts';
import { SandboxError, type ExitStatus } from '@cluster-lab/sandbox';
import type { Action, Entry } from './cast.ts';
import { RecordedProcess } from './recorded-process.ts';

/** A longer pause of the recorded program is shortened to this: nothing happens in it that could be seen. */
const LONGEST_PAUSE_S = 2;

export interface Clock {
  /** Milliseconds. */
  now(): number;
  wait(ms: number): Promise<void>;
}

type ActionOf<Do extends Action['do']> = Extract<Action, { do: Do }>;

interface Claim {
  readonly done: (error?: SandboxError) => void;
}

export class Playback {
  readonly #entries: readonly Entry[];
  readonly #clock: Clock;
  readonly #over = new AbortController();
  readonly #processes = new Map<number, RecordedProcess>();
  /** Actions that the driver has repeated, by their place in the recording. */
  readonly #claims = new Map<number, Claim>();
  /** The recorded run's word for each process, and the one that stands in its place now. */
  readonly #nonces = new Map<number, readonly [recorded: string, current: string]>();
  #claimed: () => void = () => undefined;

  constructor(entries: readonly Entry[], clock: Clock) {
    this.#entries = entries;
    this.#clock = clock;
    void this.#play();
  }

  /**
   * The driver starts a program: the next recorded start with the same arguments is this one. Its frames carry the recorded
   * run's nonce, so they are given the current run's.
   */
  async spawn(command: string, args: readonly string[], nonce: string): Promise<RecordedProcess | undefined> {
    const isSame = (action: ActionOf<'spawn'>) =>
      action.command === command &&
      args.length === action.args.length &&
      action.args.every((each, index) => isSameArgument(withNonce(each, action.nonce, nonce), args[index] ?? ''));
    const claim = this.claim('spawn', isSame);
    if (claim === undefined) return undefined;
    this.#nonces.set(claim.action.process, [claim.action.nonce, nonce]);
    const process = new RecordedProcess(claim.action, this);
    this.#processes.set(claim.action.process, process);
    await claim.reached;
    return process;
  }

  /** Takes the first action of this kind that was not repeated yet; undefined when the recording has none. */
  claim<Do extends Action['do']>(
    what: Do,
    isSame: (action: ActionOf<Do>) => boolean,
  ): { readonly action: ActionOf<Do>; readonly reached: Promise<void> } | undefined {
    const index = this.#over.signal.aborted
      ? -1
      : this.#entries.findIndex(
          (entry, at) =>
            entry.kind === 'action' &&
            entry.action.do === what &&
            !this.#claims.has(at) &&
            isSame(entry.action as ActionOf<Do>),
        );
    const entry = this.#entries[index];
    if (entry?.kind !== 'action') return undefined;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#claims.set(index, { done: (error) => (error === undefined ? resolve(undefined) : reject(error)) });
    this.#claimed();
    return { action: entry.action as ActionOf<Do>, reached: promise };
  }

  /** Whether the driver has done all that comes before its stop of this process, so that a stop now is the recorded one. */
  isStopDue(process: number): boolean {
    const next = this.#entries.find((entry, at) => entry.kind === 'action' && !this.#claims.has(at));
    return next?.kind === 'action' && next.action.do === 'stop' && next.action.process === process;
  }

  /** Ends the playback, and every process in it, here. */
  end(status: ExitStatus): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    for (const process of this.#processes.values()) process.end(status);
    for (const { done } of this.#claims.values()) done(stopped());
    this.#claimed();
  }

  async #play(): Promise<void> {
    const { signal } = this.#over;
    let due = this.#clock.now();
    let before = 0;
    for (const [index, entry] of this.#entries.entries()) {
      due += Math.min(entry.at - before, LONGEST_PAUSE_S) * 1_000;
      before = entry.at;
      const pause = due - this.#clock.now();
      if (pause > 0) await this.#clock.wait(pause);
      if (entry.kind === 'action' && !this.#claims.has(index)) {
        await this.#untilClaimed(index);
        due = this.#clock.now();
      }
      if (signal.aborted) return;
      this.#deliver(entry, index);
    }
  }

  #deliver(entry: Entry, index: number): void {
    switch (entry.kind) {
      case 'output': {
        const [recorded, current] = this.#nonces.get(entry.process) ?? ['', ''];
        this.#processes.get(entry.process)?.push(withFramesOf(entry.text, recorded, current));
        return;
      }
      case 'exit':
        this.#processes.get(entry.process)?.end(entry.status);
        return;
      case 'action':
        this.#claims.get(index)?.done();
        return;
      default:
        entry satisfies never;
    }
  }

  async #untilClaimed(index: number): Promise<void> {
    while (!this.#claims.has(index) && !this.#over.signal.aborted) {
      await new Promise<void>((resolve) => (this.#claimed = resolve));
    }
  }
}

/**
 * A plan (JSON) may have gained fields since it was recorded: what both say must be the same, apart from how long an answer
 * is waited for, which is a matter of the computer.
 */
function isSameArgument(recorded: string, current: string): boolean {
  if (recorded === current) return true;
  const [then, now] = [asPlan(recorded), asPlan(current)];
  if (then === undefined || now === undefined) return false;
  const common = Object.keys(then).filter((name) => name in now && name !== 'timeoutMs');
  return common.length > 0 && common.every((name) => JSON.stringify(then[name]) === JSON.stringify(now[name]));
}

function asPlan(argument: string): Record<string, unknown> | undefined {
  if (!argument.startsWith('{')) return undefined;
  try {
    return JSON.parse(argument) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function withNonce(argument: string, recorded: string, current: string): string {
  return recorded === '' ? argument : argument.replaceAll(recorded, current);
}

/** Only frames: what the program itself printed stays as it was. */
function withFramesOf(text: string, recorded: string, current: string): string {
  return text.replaceAll(`${FRAME_START}${recorded} `, `${FRAME_START}${current} `);
}

function stopped(): SandboxError {
  return new SandboxError('no-such-process', 'The recording was stopped.', 'Press Run to play it again.');
}

/** Which moment of a run the picture shows: now, a moment that is held, or moments one after the other at a chosen speed. */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { TraceEvent } from '../core/trace/event.ts';
import type { Replay } from '../core/trace/replay.ts';
import { emptyTopology, type Topology } from '../core/trace/topology.ts';
import type { TraceLog } from '../core/trace/trace-log.ts';
import type { Speed } from './speeds.ts';
import { EventPacing } from './event-pacing.ts';

/** A run that can be looked at: one that is on, one that is over, or one from a file. */
export interface ShownRun {
  readonly log: TraceLog;
  readonly topology: ReadonlySignal<Topology>;
  /** Nothing comes any more, though the run may have been on when it was kept. */
  readonly isKept?: boolean;
}

export type PlayheadState =
  | { readonly kind: 'live' }
  /** `position` counts the events of `replay` that have happened; one more is the end, which the host alone saw. */
  | { readonly kind: 'held' | 'playing'; readonly replay: Replay; readonly position: number; readonly time: number };

/** Nothing happens while a learner reads: pauses are cut to this long on screen, in milliseconds. */
const LONGEST_PAUSE_MS = 300;

/** What the picture shows at one frame. */
export interface Frame {
  readonly topology: Topology;
  /** Microseconds since the run began. */
  readonly time: number;
  /** What has happened since the last frame. */
  readonly events: readonly TraceEvent[];
  /** Events that happened too fast to be among them. */
  readonly unseen: number;
}

export class Playhead {
  readonly state: ReadonlySignal<PlayheadState>;
  /** The cluster at this moment. The picture may be a second behind while it tells a burst in order; it ends up here. */
  readonly topology: ReadonlySignal<Topology>;
  readonly speed = signal<Speed>(0.01);
  readonly #state = signal<PlayheadState>({ kind: 'live' });
  readonly #run = signal<ShownRun | null>(null);
  /** How often a state was learnt that a far moment needs. */
  readonly #learnt = signal(0);
  #isLearning = false;
  /** Events of the run that were seen, in their order of arrival. */
  #seen = 0;
  #lastEventAt = 0;
  #lastNewsAt = 0;
  /** How far the clock of this run has come. */
  #clockAt = 0;
  #lastFrameAt = 0;
  readonly #pacing = new EventPacing();

  constructor() {
    this.state = this.#state;
    let shown = emptyTopology;
    this.topology = computed(() => (shown = this.#topologyOf(this.#state.value) ?? shown));
  }

  /** Undefined while it is still being found. */
  #topologyOf(state: PlayheadState): Topology | undefined {
    const { live } = this;
    if (state.kind === 'live' || state.position > state.replay.length) return live;
    const { replay, position, time } = state;
    if (position === 0) return replay.stateBefore(time);
    if (replay.isNear(position)) return replay.topologyAt(position);
    void this.#learnt.value;
    return undefined;
  }

  /** Finds a state that is far from those that are known in portions: the page answers meanwhile. */
  #learn(): void {
    this.#isLearning = false;
    const state = this.#state.peek();
    if (state.kind === 'live' || state.position > state.replay.length || state.replay.isNear(state.position)) return;
    state.replay.learn();
    this.#learnt.value++;
    this.#isLearning = true;
    setTimeout(() => this.#learn());
  }

  /** The cluster now, whatever moment is shown. */
  get live(): Topology {
    return this.#run.value?.topology.value ?? emptyTopology;
  }

  /** Whether the run may tell more. */
  get isOn(): boolean {
    const run = this.#run.value;
    return run !== null && run.isKept !== true && !run.topology.value.ended;
  }

  get run(): ShownRun | null {
    return this.#run.value;
  }

  /** Shows another run, from now on live. */
  show(run: ShownRun | null): void {
    // What has happened before is in the state, and needs no motion.
    this.#seen = run === null ? 0 : run.log.dropped + run.log.events.length;
    this.#lastEventAt = run?.log.events.at(-1)?.at ?? 0;
    this.#clockAt = 0;
    this.#pacing.reset(run?.topology.peek() ?? emptyTopology);
    this.#run.value = run;
    this.#state.value = { kind: 'live' };
  }

  /**
   * The moment at `now` (milliseconds).
   * @param isStill whether nothing may move: then everything has happened at once
   */
  advance(now: number, isStill: boolean): Frame {
    const passed = Math.min(100, now - this.#lastFrameAt);
    this.#lastFrameAt = now;
    const unseen = this.#pacing.add(this.#news(now), this.#run.peek()?.topology.peek() ?? emptyTopology);
    const state = this.#state.peek();
    // A moment that is held is one of the past: what happens now has happened when the picture is live again.
    const events = this.#pacing.pass(isStill || state.kind !== 'live' ? Infinity : passed);
    if (state.kind === 'playing') return this.#play(state.replay, state, passed);
    const topology = this.topology.peek();
    if (state.kind === 'held') return { topology, time: state.time, events: [], unseen: 0 };
    if (this.#pacing.isBehind) {
      const { topology: past } = this.#pacing;
      return { topology: past, time: past.now, events, unseen };
    }
    return { topology, time: this.#liveTime(now), events, unseen };
  }

  /** Whether the picture changes without news from the run. */
  get isMoving(): boolean {
    return this.isPlaying || (this.#state.peek().kind === 'live' && this.#pacing.isBehind);
  }

  get isPlaying(): boolean {
    return this.#state.peek().kind === 'playing';
  }

  hold(): void {
    const state = this.#state.peek();
    if (state.kind === 'playing') this.#state.value = { ...state, kind: 'held' };
    else if (state.kind === 'live') this.#holdAt(() => Infinity);
  }

  /** Goes on from the held moment; from the beginning where nothing comes after it. */
  play(): void {
    const state = this.#state.peek();
    if (state.kind === 'playing') return;
    this.#holdAt((replay, time) => {
      const position = state.kind === 'live' ? replay.length : replay.positionAt(time);
      return position >= replay.length ? 0 : position;
    });
    const held = this.#state.peek();
    if (held.kind === 'held') this.#state.value = { ...held, kind: 'playing' };
  }

  goLive(): void {
    this.#state.value = { kind: 'live' };
  }

  /** By so many events. @returns those that were passed on the way forward */
  step(by: number): readonly TraceEvent[] {
    let before = 0;
    this.#holdAt((replay, time, position) => {
      before = position ?? replay.positionAt(time);
      return before + by;
    });
    const held = this.#state.peek();
    return held.kind === 'held' ? held.replay.events.slice(before, held.position) : [];
  }

  /** To the state after so many events, or at a time in microseconds. */
  jump(to: { readonly position: number } | { readonly time: number }): void {
    if ('position' in to) this.#holdAt(() => to.position);
    else this.#holdAt((replay) => replay.positionAt(to.time), to.time);
  }

  /** The last event that has happened at a moment that is held. */
  get event(): TraceEvent | undefined {
    const state = this.#state.value;
    return state.kind === 'live' ? undefined : state.replay.events[state.position - 1];
  }

  /** Whether the moment that is held is the run's end. */
  get isAtEnd(): boolean {
    const state = this.#state.value;
    return state.kind !== 'live' && state.position > state.replay.length;
  }

  /** A run that goes on has more events than when it was held, so what is known of it is asked for again. */
  #holdAt(choose: (replay: Replay, time: number, position?: number) => number, time?: number): void {
    const run = this.#run.peek();
    if (run === null) return;
    const state = this.#state.peek();
    const replay = state.kind !== 'live' && state.replay.isOf(run.log) ? state.replay : run.log.replay();
    const isSame = state.kind !== 'live' && state.replay === replay;
    const before = state.kind === 'live' ? replay.timeOf(replay.length) : state.time;
    const last = replay.length + (run.topology.peek().ended ? 1 : 0);
    const position = Math.min(Math.max(0, choose(replay, before, isSame ? state.position : undefined)), last);
    this.#state.value = { kind: 'held', replay, position, time: time ?? replay.timeOf(position) };
    if (!this.#isLearning) this.#learn();
  }

  #news(now: number): readonly TraceEvent[] {
    const run = this.#run.peek();
    if (run === null) return [];
    const { events, dropped } = run.log;
    const news = events.slice(Math.max(0, this.#seen - dropped));
    this.#seen = dropped + events.length;
    const last = news.at(-1);
    if (last !== undefined) {
      this.#lastEventAt = Math.max(this.#lastEventAt, last.at);
      this.#lastNewsAt = now;
    }
    return news;
  }

  #liveTime(now: number): number {
    const at = this.isOn ? this.#lastEventAt + (now - this.#lastNewsAt) * 1_000 : this.#lastEventAt;
    // A run that ends has told its last before: no clock goes back.
    this.#clockAt = Math.max(this.#clockAt, at);
    return this.#clockAt;
  }

  #play(
    replay: Replay,
    { position, time }: { readonly position: number; readonly time: number },
    passed: number,
  ): Frame {
    const speed = this.speed.peek();
    const next = replay.timeOf(position + 1);
    const longest = LONGEST_PAUSE_MS * 1_000 * speed;
    const from = position < replay.length ? Math.max(time, next - longest) : time;
    const to = from + passed * 1_000 * speed;
    const after = replay.positionAt(to);
    if (after >= replay.length) this.#state.value = { kind: 'held', replay, position: replay.length, time: to };
    else this.#state.value = { kind: 'playing', replay, position: Math.max(after, position), time: to };
    if (!this.#isLearning) this.#learn();
    return { topology: this.topology.peek(), time: to, events: replay.events.slice(position, after), unseen: 0 };
  }
}

/** Pause, slow motion, step and scrub: what moves the playhead, and the lanes that say where it stands. */
import { effect, untracked } from '@preact/signals-core';
import { describeEvent } from '../../core/trace/describe-event.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import { drawLanes } from '../../visualiser/lanes.ts';
import { Painter } from '../../visualiser/painter.ts';
import type { Playhead } from '../../visualiser/playhead.ts';
import { SPEEDS } from '../../visualiser/speeds.ts';
import { duration } from '../../visualiser/words.ts';

export interface TimeOptions {
  readonly playhead: Playhead;
  readonly signal: AbortSignal;
  /** Hears the events that a step has passed. */
  readonly onMove: (events: readonly TraceEvent[]) => void;
}

export class TimeControls {
  readonly #root: HTMLElement;
  readonly #options: TimeOptions;
  readonly #painter: Painter;
  readonly #range: HTMLInputElement;
  /** Microseconds that the whole width stands for. */
  #duration = 1;

  constructor(root: HTMLElement, options: TimeOptions) {
    this.#root = root;
    this.#options = options;
    this.#painter = new Painter(root.querySelector('canvas') as HTMLCanvasElement);
    this.#range = root.querySelector('input[type=range]') as HTMLInputElement;
    const { playhead, signal, onMove } = options;
    const on = (name: string, act: () => readonly TraceEvent[]): void => {
      this.#button(name).addEventListener('click', () => onMove(act()), { signal });
    };
    on('play', () => {
      if (this.#runs()) playhead.hold();
      else playhead.play();
      return [];
    });
    on('back', () => (playhead.step(-1), []));
    on('forward', () => playhead.step(1));
    on('live', () => (playhead.goLive(), []));
    this.#range.addEventListener(
      'input',
      () => {
        const part = Number(this.#range.value);
        // At the very beginning nothing has happened yet.
        playhead.jump(part === 0 ? { position: 0 } : { time: part * this.#duration });
        onMove([]);
      },
      { signal },
    );
    const speed = root.querySelector('select') as HTMLSelectElement;
    speed.addEventListener(
      'change',
      () => (playhead.speed.value = SPEEDS.find((each) => each === Number(speed.value)) ?? 1),
      { signal },
    );
    const stop = effect(() => {
      root.hidden = playhead.live.primary === null;
      void playhead.state.value;
      untracked(() => this.#showState());
    });
    signal.addEventListener('abort', stop);
  }

  forgetColours(): void {
    this.#painter.forgetColours();
  }

  /** Each frame: the lanes up to now, and the needle at `time`. */
  show(time: number): void {
    const { playhead } = this.#options;
    const { run } = playhead;
    if (run === null || this.#root.hidden) return;
    const isLive = playhead.state.peek().kind === 'live';
    const latest = run.topology.peek().now;
    this.#duration = Math.max(1, latest, isLive ? time : 0);
    const canvas = this.#root.querySelector('canvas') as HTMLCanvasElement;
    const lanes = drawLanes({
      lanes: run.log.timeline.lanesAt(this.#duration),
      binWidth: run.log.timeline.width,
      topology: run.topology.peek(),
      duration: this.#duration,
      time,
      width: canvas.clientWidth,
    });
    canvas.style.blockSize = `${lanes.height}px`;
    this.#painter.paint(lanes.marks);
    this.#showLabels(lanes.labels);
    if (document.activeElement !== this.#range || isLive || playhead.isPlaying) {
      this.#range.value = String(Math.min(1, time / this.#duration));
    }
    const text = `${duration(time)} of ${duration(this.#duration)}`;
    this.#range.setAttribute('aria-valuetext', text);
    (this.#root.querySelector('.time-text') as HTMLElement).textContent = text;
  }

  #showState(): void {
    const { playhead } = this.#options;
    const { kind } = playhead.state.peek();
    const play = this.#button('play');
    play.textContent = this.#runs() ? 'Pause' : 'Play';
    const live = this.#button('live');
    live.setAttribute('aria-pressed', String(kind === 'live'));
    live.hidden = playhead.run?.isKept === true;
    const line = this.#root.querySelector('.time-event') as HTMLElement;
    const event = kind === 'held' ? playhead.event : undefined;
    line.hidden = kind === 'live';
    line.textContent = playhead.isAtEnd
      ? 'The run is over.'
      : event === undefined
        ? 'Nothing has happened yet.'
        : `${duration(event.at)}: ${describeEvent(event)}`;
    if (kind === 'playing') line.textContent = 'Playing.';
  }

  /** Whether the picture goes on by itself. */
  #runs(): boolean {
    const { playhead } = this.#options;
    const { kind } = playhead.state.peek();
    return kind === 'playing' || (kind === 'live' && playhead.isOn);
  }

  #showLabels(labels: ReturnType<typeof drawLanes>['labels']): void {
    const list = this.#root.querySelector('.lane-labels') as HTMLElement;
    while (list.children.length > labels.length) list.lastElementChild?.remove();
    for (const [index, { text, colour, top }] of labels.entries()) {
      const label = list.children[index] ?? list.appendChild(document.createElement('span'));
      if (label.textContent === text) continue;
      label.textContent = text;
      (label as HTMLElement).style.cssText = `top:${top}px;color:var(--${colour})`;
    }
  }

  #button(name: string): HTMLButtonElement {
    return this.#root.querySelector(`[data-time='${name}']`) as HTMLButtonElement;
  }
}

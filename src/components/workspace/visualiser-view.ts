/** The picture at work: each frame it asks the playhead for the moment, and shows that moment on canvas, as items and in words. */
import { effect, untracked } from '@preact/signals-core';
import type { PeerPort, WorkerId } from '../../core/trace/event.ts';
import type { Topology } from '../../core/trace/topology.ts';
import type { Signal } from '@cluster-lab/sandbox';
import { FrameClock } from '../../visualiser/frame-clock.ts';
import { heightFor } from '../../visualiser/layout.ts';
import { Motions } from '../../visualiser/motions.ts';
import { Painter } from '../../visualiser/painter.ts';
import type { Playhead } from '../../visualiser/playhead.ts';
import { drawScene } from '../../visualiser/scene.ts';
import { takeSeats, type Seats } from '../../visualiser/seats.ts';
import type { Scene } from '../../visualiser/shape.ts';
import { StageItems } from '../../visualiser/stage-items.ts';
import { ExportMenu } from './export-menu.ts';
import { StoryPanel } from './story-panel.ts';
import { sayPicture } from './picture-words.ts';
import { TimeControls } from './time-controls.ts';

/** For how long the picture says that it could not show all. */
const SAYS_SO_MS = 1_500;

/** What can be done to a run that is on. */
export interface PictureActions {
  /** What the engine can send; none while nothing runs. */
  readonly signals: () => readonly Signal[];
  /** @throws {SandboxError} */
  readonly send: (signal: Signal, worker: WorkerId) => Promise<void>;
  /** As the form of the load has it. */
  readonly sendLoad: () => void;
  /** What a file of the run is called. */
  readonly title: string;
}

export interface ViewOptions {
  readonly playhead: Playhead;
  readonly signal: AbortSignal;
  /** Absent for a run that is only looked at. */
  readonly actions?: PictureActions | undefined;
}

export class VisualiserView {
  readonly #root: HTMLElement;
  readonly #options: ViewOptions;
  readonly #canvas: HTMLCanvasElement;
  readonly #painter: Painter;
  readonly #motions = new Motions();
  readonly #items: StageItems;
  readonly #time: TimeControls;
  readonly #story: StoryPanel;
  readonly #clock: FrameClock;
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  #sampledUntil = 0;
  #seats: Seats = new Map();
  #scene: Scene | undefined;

  constructor(root: HTMLElement, options: ViewOptions) {
    this.#root = root;
    this.#options = options;
    const { playhead, signal } = options;
    const stage = root.querySelector('.stage') as HTMLElement;
    this.#canvas = stage.querySelector('canvas') as HTMLCanvasElement;
    this.#painter = new Painter(this.#canvas);
    this.#story = new StoryPanel(root.querySelector('.story') as HTMLElement, {
      ...options,
      onClose: () => this.#items.choose(null),
    });
    this.#items = new StageItems(stage.querySelector('.stage-items') as HTMLElement, (key) => this.#choose(key));
    this.#clock = new FrameClock(this.#canvas, (now) => this.#draw(now));
    this.#time = new TimeControls(root.querySelector('.time') as HTMLElement, {
      playhead,
      signal,
      onMove: (events) => {
        this.#motions.clear();
        if (!this.#still.matches) this.#motions.launch(events, performance.now());
        this.#clock.wake();
      },
    });
    new ExportMenu(root, { ...options, scene: () => this.#scene });
    const themes = new MutationObserver(() => this.#repaint());
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', () => this.#repaint(), { signal });
    const stop = effect(() => {
      void playhead.topology.value;
      void playhead.state.value;
      root.toggleAttribute('data-empty', playhead.live.primary === null);
      untracked(() => this.#clock.wake());
    });
    sayPicture(root.querySelector('.stage-words') as HTMLElement, playhead, signal);
    signal.addEventListener('abort', () => {
      stop();
      themes.disconnect();
      this.#clock.dispose();
      this.#items.show([]);
    });
  }

  #draw(now: number): boolean {
    const { playhead } = this.#options;
    const isStill = this.#still.matches;
    const { topology, time, events, unseen } = playhead.advance(now, isStill);
    if (unseen > 0) this.#sampledUntil = now + SAYS_SO_MS;
    if (!isStill) this.#motions.launch(events, now);
    const motions = this.#motions.at(now);
    const { clientWidth, style } = this.#canvas;
    const needed = `${heightFor(topology, clientWidth)}px`;
    if (style.blockSize !== needed) style.blockSize = needed;
    // Styles may give it less.
    const height = this.#canvas.clientHeight;
    this.#seats = takeSeats(this.#seats, this.#present(topology));
    const size = { width: clientWidth, height };
    const scene = drawScene({ topology, time, motions, size, seats: this.#seats });
    this.#scene = scene;
    this.#painter.paint(scene.marks);
    this.#items.show(scene.items);
    (this.#root.querySelector('.stage-sampled') as HTMLElement).hidden = now >= this.#sampledUntil;
    this.#time.show(time);
    const tellsMore = this.#story.show(now);
    const isWaiting = topology.handoffs.size > 0 && !topology.ended;
    return playhead.isMoving || this.#motions.isMoving(now) || isWaiting || tellsMore || now < this.#sampledUntil;
  }

  /** Connections that are open, and those that still move. */
  #present({ connections, handoffs }: Topology): readonly PeerPort[] {
    const moving = this.#motions.peers;
    const handed = [...handoffs.values()].map(({ peer }) => peer);
    return [...connections.keys(), ...handed, ...moving].filter((peer) => peer !== null);
  }

  #choose(key: string): void {
    this.#items.choose(this.#story.open(key) ? key : null);
    this.#clock.wake();
  }

  #repaint(): void {
    this.#painter.forgetColours();
    this.#time.forgetColours();
    this.#clock.wake();
  }
}

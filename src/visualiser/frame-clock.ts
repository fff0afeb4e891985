/** Draws when there is something to draw: while things move, on screen, in a visible page; otherwise it sleeps. */

/** Of a panel that scrolls: so near its edge the picture goes on, as it is looked at in turns with its story. */
const NEAR = '600px';

export class FrameClock {
  readonly #draw: (now: number) => boolean;
  readonly #resizes: ResizeObserver;
  readonly #sight: IntersectionObserver;
  #isInSight = false;
  #frame = 0;

  /** @param draw paints the moment `now` (milliseconds, as `performance.now`) and says whether anything still moves */
  constructor(canvas: HTMLCanvasElement, draw: (now: number) => boolean) {
    this.#draw = draw;
    this.#resizes = new ResizeObserver(() => this.wake());
    this.#resizes.observe(canvas);
    const hear: IntersectionObserverCallback = ([entry]) => {
      this.#isInSight = entry?.isIntersecting ?? false;
      this.wake();
    };
    this.#sight = new IntersectionObserver(hear, { scrollMargin: NEAR });
    this.#sight.observe(canvas);
  }

  /** Something has changed. */
  wake(): void {
    if (this.#frame !== 0 || !this.#isInSight) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#draw(performance.now())) this.wake();
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resizes.disconnect();
    this.#sight.disconnect();
  }
}

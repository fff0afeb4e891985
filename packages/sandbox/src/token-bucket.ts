/** A limit of bytes a second, with a burst at once. The caller passes the time, in milliseconds of a clock that never goes back. */

export class TokenBucket {
  readonly #bytesPerSecond: number;
  readonly #burst: number;
  #tokens: number;
  #last: number;

  constructor(bytesPerSecond: number, burst: number, now: number) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#last = now;
  }

  /** Takes `bytes`, going into debt if need be. @returns milliseconds until the debt is paid; 0 when there is none */
  take(bytes: number, now: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#last) / 1_000) * this.#bytesPerSecond);
    this.#last = now;
    this.#tokens -= bytes;
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens / this.#bytesPerSecond) * 1_000);
  }
}

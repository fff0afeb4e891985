/** How often something may happen: a bucket that fills again with time. The time is that of a clock that never goes back. */

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export class Bucket {
  readonly #rate: Rate;
  #left: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#left = rate.burst;
    this.#at = now;
  }

  /** @returns false when less than `cost` is left */
  take(now: number, cost = 1): boolean {
    this.#fill(now);
    if (this.#left < cost) return false;
    this.#left -= cost;
    return true;
  }

  /** Takes one before it is there. @returns the milliseconds until it is; undefined, and nothing taken, when it is longer than `longest` */
  reserve(now: number, longest: number): number | undefined {
    this.#fill(now);
    const wait = Math.max(0, (1 - this.#left) / this.#rate.perSecond) * 1000;
    if (wait > longest) return undefined;
    this.#left -= 1;
    return wait;
  }

  isEmpty(now: number): boolean {
    this.#fill(now);
    return this.#left < 1;
  }

  isFull(now: number): boolean {
    this.#fill(now);
    return this.#left >= this.#rate.burst;
  }

  #fill(now: number): void {
    this.#left = Math.min(this.#rate.burst, this.#left + (Math.max(0, now - this.#at) / 1000) * this.#rate.perSecond);
    this.#at = now;
  }
}

/** Most addresses remembered at once; those that did nothing lately are forgotten first. */
const MOST_KEYS = 10_000;

/** A bucket for each address. */
export class Buckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  of(key: string, now: number): Bucket {
    const bucket = this.#buckets.get(key) ?? new Bucket(this.#rate, now);
    if (this.#buckets.size >= MOST_KEYS && !this.#buckets.has(key)) this.#forget(now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #forget(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size >= MOST_KEYS && oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** Histograms of `node:perf_hooks`: createHistogram and monitorEventLoopDelay. Values are kept exactly, not in buckets. */
import { host } from '../host.ts';

class Histogram {
  readonly #counts = new Map<number, number>();
  #sorted: readonly number[] | undefined;
  #last: number | undefined;

  record(value: number | bigint): void {
    const number = Number(value);
    if (!this.#counts.has(number)) this.#sorted = undefined;
    this.#counts.set(number, (this.#counts.get(number) ?? 0) + 1);
  }

  recordDelta(): void {
    const now = Math.round(host.performance.now() * 1e6);
    if (this.#last !== undefined) this.record(Math.max(1, now - this.#last));
    this.#last = now;
  }

  add(other: Histogram): void {
    for (const [value, count] of other.#counts) this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
    this.#sorted = undefined;
  }

  reset(): void {
    this.#counts.clear();
    this.#sorted = undefined;
    this.#last = undefined;
  }

  #values(): readonly number[] {
    return (this.#sorted ??= [...this.#counts.keys()].sort((a, b) => a - b));
  }

  count = () => [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  countBigInt = () => BigInt(this.count());
  exceeds = () => 0;
  exceedsBigInt = () => 0n;
  /** HdrHistogram's least value of an empty histogram. */
  min = () => this.#values()[0] ?? 2 ** 63;
  minBigInt = () => (this.#counts.size === 0 ? 2n ** 63n - 1n : BigInt(this.min()));
  max = () => this.#values().at(-1) ?? 0;
  maxBigInt = () => BigInt(this.max());
  mean = () => this.#moment(1, 0);
  stddev = () => Math.sqrt(this.#moment(2, this.mean()));
  skewness = () => this.#moment(3, this.mean()) / this.stddev() ** 3;
  kurtosis = () => (this.count() < 4 ? 0 : this.#moment(4, this.mean()) / this.stddev() ** 4 - 3);

  #moment(power: number, around: number): number {
    const sum = [...this.#counts].reduce((total, [value, count]) => total + (value - around) ** power * count, 0);
    return sum / this.count();
  }

  percentile(percentile: number): number {
    const wanted = Math.max(1, Math.ceil((percentile / 100) * this.count()));
    let seen = 0;
    for (const value of this.#values()) {
      seen += this.#counts.get(value) ?? 0;
      if (seen >= wanted) return value;
    }
    return 0;
  }

  percentileBigInt = (percentile: number) => BigInt(this.percentile(percentile));

  /** As HdrHistogram iterates: half of what is left, each time, until the largest is reached. */
  percentiles(out: Map<number, unknown>, as: (value: number) => unknown = (value) => value): void {
    for (let [percentile, value] = [0, -1]; this.count() > 0 && value < this.max(); percentile = 50 + percentile / 2) {
      value = this.percentile(percentile);
      out.set(percentile, as(value));
    }
    out.set(100, as(this.max()));
  }

  percentilesBigInt(out: Map<number, unknown>): void {
    this.percentiles(out, BigInt);
  }
}

/** Notes how late a timer comes. Keeps no process alive. */
class LoopDelay extends Histogram {
  readonly #resolutionMs: number;
  #timer: number | undefined;

  constructor(resolutionMs: number) {
    super();
    this.#resolutionMs = resolutionMs;
  }

  start(): void {
    this.recordDelta();
    this.#timer = host.setTimeout(() => this.start(), this.#resolutionMs);
  }

  stop(): void {
    host.clearTimeout(this.#timer ?? 0);
  }
}

export const histograms = {
  Histogram,
  createELDHistogram: (resolutionMs: number) => new LoopDelay(resolutionMs),
};

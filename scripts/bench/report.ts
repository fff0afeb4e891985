/** One measured figure of the bench. Times appear only as ratios of two things measured in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `×` for a ratio. */
  readonly unit: string;
  readonly note: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

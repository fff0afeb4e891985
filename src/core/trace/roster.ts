/** Processes in the order of their numbers: copied at the first change, found by halving, and bounded. */

/** The most processes of each kind; further ones are only counted. No program of ours may start so many. */
export const KEPT_PROCESSES = 5_000;

export class Roster<Process> {
  readonly #numberOf: (process: Process) => number;
  #list: readonly Process[];
  #copy: Process[] | undefined;

  /** @param list in the order of the numbers */
  constructor(list: readonly Process[], numberOf: (process: Process) => number) {
    this.#list = list;
    this.#numberOf = numberOf;
  }

  get list(): readonly Process[] {
    return this.#list;
  }

  has(number: number): boolean {
    return placeIn(this.#list, number, this.#numberOf) !== undefined;
  }

  /** Changes nothing where the number is missing: its start was lost. */
  change(number: number, update: (process: Process) => Partial<Process>): void {
    const place = placeIn(this.#list, number, this.#numberOf);
    const process = place === undefined ? undefined : this.#list[place];
    if (place !== undefined && process !== undefined) this.#writable()[place] = { ...process, ...update(process) };
  }

  /** @returns false where there is no room for it */
  add(process: Process): boolean {
    if (this.#list.length >= KEPT_PROCESSES) return false;
    this.#writable().splice(countUpTo(this.#list, this.#numberOf(process), this.#numberOf), 0, process);
    return true;
  }

  #writable(): Process[] {
    this.#copy ??= [...this.#list];
    this.#list = this.#copy;
    return this.#copy;
  }
}

/** The index of a number's process in an ordered list. A number may come back: the newest process has it then. */
export function placeIn<Process>(
  list: readonly Process[],
  number: number,
  numberOf: (process: Process) => number,
): number | undefined {
  const place = countUpTo(list, number, numberOf) - 1;
  const found = list[place];
  return found !== undefined && numberOf(found) === number ? place : undefined;
}

/** The count of numbers up to this one. */
function countUpTo<Process>(list: readonly Process[], number: number, numberOf: (process: Process) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberOf(list[middle] as Process) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Processes in the order of a number of theirs: copied when one is first changed, found by halves, and no more of them than are kept. */

/** Of each kind. A program that reports more is told of in a number: none of ours may start so many. */
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

  /** A number that is not there changes nothing: its start was lost. */
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

/** Where in a list that is in their order the process with this number is. A number may come back: it is then that of the newest. */
export function placeIn<Process>(
  list: readonly Process[],
  number: number,
  numberOf: (process: Process) => number,
): number | undefined {
  const place = countUpTo(list, number, numberOf) - 1;
  const found = list[place];
  return found !== undefined && numberOf(found) === number ? place : undefined;
}

/** How many have this number or a lower one. */
function countUpTo<Process>(list: readonly Process[], number: number, numberOf: (process: Process) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberOf(list[middle] as Process) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

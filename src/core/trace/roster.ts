/** Processes by a number of theirs: copied when one is first changed, found without a search, and no more of them than are kept. */

/** Of each kind. A program that reports more is told of in a number: none of ours may start so many. */
export const KEPT_PROCESSES = 5_000;

export class Roster<Process> {
  readonly #numberOf: (process: Process) => number;
  #list: readonly Process[];
  #copy: Process[] | undefined;
  #places: Map<number, number> | undefined;
  #isInOrder = true;

  constructor(list: readonly Process[], numberOf: (process: Process) => number) {
    this.#list = list;
    this.#numberOf = numberOf;
  }

  has(number: number): boolean {
    return this.#place(number) !== undefined;
  }

  /** A number that is not there changes nothing: its start was lost. */
  change(number: number, update: (process: Process) => Partial<Process>): void {
    const place = this.#place(number);
    const process = place === undefined ? undefined : this.#list[place];
    if (place !== undefined && process !== undefined) this.#writable()[place] = { ...process, ...update(process) };
  }

  /** @returns false where there is no room for it */
  add(process: Process): boolean {
    const length = this.#list.length;
    if (length >= KEPT_PROCESSES) return false;
    const last = this.#list[length - 1];
    const number = this.#numberOf(process);
    if (last !== undefined && this.#numberOf(last) > number) this.#isInOrder = false;
    this.#writable().push(process);
    // A number may come back: it is then that of the newest.
    this.#places?.set(number, length);
    return true;
  }

  /** In the order in which they came. */
  get list(): readonly Process[] {
    return this.#list;
  }

  /** In the order of their numbers. */
  get sorted(): readonly Process[] {
    if (this.#isInOrder) return this.#list;
    return this.#list.toSorted((one, other) => this.#numberOf(one) - this.#numberOf(other));
  }

  #place(number: number): number | undefined {
    this.#places ??= new Map(this.#list.map((process, place) => [this.#numberOf(process), place]));
    return this.#places.get(number);
  }

  #writable(): Process[] {
    this.#copy ??= [...this.#list];
    this.#list = this.#copy;
    return this.#copy;
  }
}

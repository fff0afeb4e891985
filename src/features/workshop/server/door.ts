/** How a class comes in: as fast as it is large, from one address too, and no faster; and no more than there is room for. */
import { performance } from 'node:perf_hooks';
import type { Workshop } from '../model/workshop.ts';
import { Buckets } from './bucket.ts';

/** All of a class within a minute; from then on a page waits its turn, and one that would wait longer is asked to come back. */
const MINUTE_S = 60;
/** Of a small class too: people come, go, and come again. */
const LEAST_A_MINUTE = 100;
const LONGEST_WAIT_MS = 10_000;

export const CROWD = 'Very many people are joining at this moment. This page tries again by itself.';

export class Door {
  readonly #workshop: Workshop;
  readonly #isHere: (member: string) => boolean;
  #rates: { readonly most: number; readonly buckets: Buckets } | undefined;
  /** On their way in, and on their way out: the workshop does not know it yet. */
  #entering = 0;
  readonly #leaving = new Set<string>();

  constructor(workshop: Workshop, isHere: (member: string) => boolean) {
    this.#workshop = workshop;
    this.#isHere = isHere;
  }

  /** Settles when it is this address's turn. @returns false when that would take too long */
  async turn(address: string): Promise<boolean> {
    const most = Math.max(LEAST_A_MINUTE, this.#workshop.most);
    if (this.#rates?.most !== most)
      this.#rates = { most, buckets: new Buckets({ burst: most, perSecond: most / MINUTE_S }) };
    const now = performance.now();
    const wait = this.#rates.buckets.of(address, now).reserve(now, LONGEST_WAIT_MS);
    if (wait === undefined) return false;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return true;
  }

  /**
   * Calls `enter` while there is room. Who joined, did nothing and went makes room for who comes, the last of them first: so a
   * flood of names keeps nobody out, and those who work are never asked to go.
   * @returns undefined where there is none
   */
  async enter<Outcome>(
    leave: (member: string) => Promise<unknown>,
    enter: () => Promise<Outcome>,
  ): Promise<Outcome | undefined> {
    const { members, most } = this.#workshop;
    const leaving = [...this.#leaving].filter((member) => members.has(member)).length;
    const isFull = members.size - leaving + this.#entering >= most;
    const ghost = isFull ? this.#ghost() : undefined;
    if (isFull && ghost === undefined) return undefined;
    this.#entering += 1;
    try {
      if (ghost !== undefined) {
        this.#leaving.add(ghost);
        await leave(ghost).finally(() => this.#leaving.delete(ghost));
      }
      return await enter();
    } finally {
      this.#entering -= 1;
    }
  }

  #ghost(): string | undefined {
    const all = [...this.#workshop.members.values()];
    return all.findLast(({ id, reports }) => reports.size === 0 && !this.#leaving.has(id) && !this.#isHere(id))?.id;
  }
}

import { setTimeout as delay } from 'node:timers/promises';

/** How many queries the store has answered. */
export let queries = 0;

let last = Promise.resolve();

/** A slow store, as you know them: it answers one query at a time, and each takes 20 ms. */
export function query() {
  last = last.then(() => delay(20)).then(() => `row ${++queries}`);
  return last;
}

/** Turns a fork bomb or a restart storm into an error with a sentence. All processes of a program count together. */
import { lateStarts, ownFacts, processes, whenProcessesAreTold } from './process-table.ts';
import { started } from './realm.ts';

/** A slow machine stretches a burst: one and a half times as many within a minute are the same storm. */
const MINUTE_FACTOR = 1.5;

/** Starts that the kernel has not told of yet. */
let own: number[] = [];

whenProcessesAreTold(() => (own = []));

/** @param message goes on after the sender's name */
export function refusal(message: string): Error {
  return Object.assign(new Error(`${started().speaker}: ${message}`), { code: 'ERR_CLUSTER_LAB_LIMIT' });
}

/** @throws {Error} a sentence */
export function refuseBeyondLimits(): void {
  const { limits } = started();
  const { program } = ownFacts();
  const children = processes().filter((facts) => facts.program === program && facts.pid !== program);
  if (children.length >= limits.children) {
    throw refusal(`a program has at most ${limits.children} child processes at once. Fork fewer workers.`);
  }
  refuseStorm(program, limits.startsInFiveSeconds);
}

function refuseStorm(program: number, most: number): void {
  const storms = [
    { seconds: 5, most },
    { seconds: 60, most: most * MINUTE_FACTOR },
  ];
  const now = Date.now();
  own.push(now);
  // A program that catches the refusal may try again.
  if (own.length > most * 2) own.shift();
  const told = lateStarts().filter((start) => start.program === program);
  const starts = [...told.map(({ at }) => at), ...own];
  const storm = storms.find((each) => starts.filter((at) => now - at <= each.seconds * 1_000).length > each.most);
  if (storm === undefined) return;
  throw refusal(
    `restart storm: more than ${storm.most} processes were started within ${storm.seconds} seconds. ` +
      'A worker that crashes at once and is replaced at once never stops: wait longer before each replacement.',
  );
}

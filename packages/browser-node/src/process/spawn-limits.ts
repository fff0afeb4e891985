/** Turns a fork bomb or a restart storm into an error with a sentence. */
import { started } from './realm.ts';

/** A slow machine stretches a burst: one and a half times as many within a minute are the same storm. */
const MINUTE_FACTOR = 1.5;

const starts: number[] = [];

/** @param message goes on after the sender's name */
export function refusal(message: string): Error {
  return Object.assign(new Error(`${started().speaker}: ${message}`), { code: 'ERR_CLUSTER_LAB_LIMIT' });
}

/** @throws {Error} a sentence */
export function refuseBeyondLimits(file: string, { execPath, running }: { execPath: string; running: number }): void {
  const { isFirst, limits } = started();
  if (file !== execPath) {
    throw refusal(`this sandbox starts Node processes only, not "${file}". Use cluster.fork().`);
  }
  if (!isFirst) {
    throw refusal('only the primary starts processes here. Check that cluster.fork() is called in its branch alone.');
  }
  if (running >= limits.children) {
    throw refusal(`a program has at most ${limits.children} child processes at once. Fork fewer workers.`);
  }
  refuseStorm(limits.startsInFiveSeconds);
}

function refuseStorm(most: number): void {
  const storms = [
    { seconds: 5, most },
    { seconds: 60, most: most * MINUTE_FACTOR },
  ];
  const now = Date.now();
  starts.push(now);
  // A program that catches the refusal may try again.
  if (starts.length > most * 2) starts.shift();
  const storm = storms.find((each) => starts.filter((at) => now - at <= each.seconds * 1_000).length > each.most);
  if (storm === undefined) return;
  throw refusal(
    `restart storm: more than ${storm.most} processes were started within ${storm.seconds} seconds. ` +
      'A worker that crashes at once and is replaced at once never stops: wait longer before each replacement.',
  );
}

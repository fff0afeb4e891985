/** Turns a fork bomb or a restart storm into a sentence. All processes of a program count together. */
import { writeDescriptor } from './files/descriptors.ts';
import { encodeUtf8 } from './host.ts';
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

/** Whether one more child is more than the program may have; says so once. It fails alone: an exception would take the others along. */
export function isBeyondLimits(): boolean {
  const { children: most } = started().limits;
  const { program } = ownFacts();
  const children = processes().filter((facts) => facts.program === program && facts.pid !== program);
  const isBeyond = children.length >= most;
  if (isBeyond && !hasSaidSo) {
    const sentence =
      `${started().speaker}: a program has at most ${most} child processes at once here, so one more was not started. ` +
      'The others go on. Fork fewer workers.\n';
    writeDescriptor(STDERR, encodeUtf8(sentence));
  }
  hasSaidSo = isBeyond;
  return isBeyond;
}

const STDERR = 2;
let hasSaidSo = false;

/** Also counts the start that is asked for. @throws {Error} a sentence */
export function refuseStorm(): void {
  const { startsInFiveSeconds: most } = started().limits;
  const { program } = ownFacts();
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

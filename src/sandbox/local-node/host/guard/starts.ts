/**
 * The starts of a whole run, whichever of its processes asked: an empty file for each, `<time>-<pid>`, in a folder that all of them share.
 * A program may write there, so it could miscount itself; how many there really are is counted from outside.
 */
import fs from 'node:fs';
import path from 'node:path';
import { indexOf, now, Number, slice, type List } from './primordials.ts';
import { isAlive } from './pids.ts';
import { mostStarts, startsFolder } from './run.ts';

const { readdirSync, writeFileSync, rmSync } = fs;
const { join } = path;

/** A burst, and what a slow machine makes of the same storm. */
const STORMS = [
  { seconds: 5, most: mostStarts },
  { seconds: 60, most: mostStarts * 1.5 },
] as const;
const FORGOTTEN_MS = 60_000;

/** Remembers a start, or that one was refused: whoever asks again and again makes a storm too. */
export function noteStart(pid: number | 'refused'): void {
  writeFileSync(join(startsFolder, `${now()}-${pid}`), '');
}

interface Count {
  readonly living: number;
  /** The storm that one more start would make. */
  readonly storm: (typeof STORMS)[number] | undefined;
}

export function countStarts(): Count {
  const time = now();
  const names = readdirSync(startsFolder) as List;
  let living = 0;
  let inFive = 0;
  let inSixty = 0;
  for (let at = 0; at < names.length; at++) {
    const name = names[at] as string;
    const dash = indexOf(name, '-');
    const age = time - Number(slice(name, 0, dash));
    // What was refused has no number.
    const lives = isAlive(Number(slice(name, dash + 1)));
    if (lives) living++;
    else if (age > FORGOTTEN_MS) rmSync(join(startsFolder, name), { force: true });
    if (age <= STORMS[0].seconds * 1_000) inFive++;
    if (age <= STORMS[1].seconds * 1_000) inSixty++;
  }
  return {
    living,
    storm: inFive >= STORMS[0].most ? STORMS[0] : inSixty >= STORMS[1].most ? STORMS[1] : undefined,
  };
}

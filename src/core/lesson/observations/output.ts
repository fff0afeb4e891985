/** The program's output. "Never" is certain only once the program has ended. */
import type { Clause, Seen } from './seen.ts';
import { plural } from '../../plural.ts';

/** Node colours what it prints of an object. */
const COLOURS = new RegExp(String.raw`\u001b\[[0-9;]*m`, 'g');

export function timesPrinted({ output, exit }: Seen, text: string): Clause {
  const times = output.split(text).length - 1;
  if (times > 0) return `it was printed ${plural(times, 'time')}`;
  return exit === null ? undefined : 'it was never printed';
}

export function linePrinted({ output, exit }: Seen, startsWith: string): Clause {
  const line = output
    .replaceAll(COLOURS, '')
    .split(/\r?\n/)
    .find((each) => each.startsWith(startsWith));
  if (line !== undefined) return `it printed "${line}"`;
  return exit === null ? undefined : `no line began with "${startsWith}"`;
}

export function printedOrder({ output, exit }: Seen, [one, other]: readonly [string, string]): Clause {
  const [atOne, atOther] = [output.indexOf(one), output.indexOf(other)];
  if (atOne >= 0 && atOther >= 0) {
    const [first, second] = atOne <= atOther ? [one, other] : [other, one];
    return `"${first}" was printed before "${second}"`;
  }
  if (exit === null) return undefined;
  if (atOne < 0 && atOther < 0) return `neither "${one}" nor "${other}" was printed`;
  const [printed, missing] = atOne >= 0 ? [one, other] : [other, one];
  return `"${printed}" was printed, and "${missing}" never`;
}

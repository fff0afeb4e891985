/** What a learner reads when a program imports a package that is not here. Pure. */
import { nearestOf } from '../core/nearest.ts';
import { importsIn } from '@cluster-lab/shelf/imports';
import type { FileMap } from '@cluster-lab/sandbox';

/** Node's words for a name that is no path, in CommonJS and in ES modules. */
const NOT_FOUND = /Cannot find (?:module|package) '((?:@[^/'\s]+\/)?[^@./'\s][^/'\s]*)[^'\n]*'/;
const COLOURS = new RegExp(String.raw`\u001b\[[0-9;]*m`, 'g');

/** Here without a package, for names that tutorials are full of. */
const INSTEAD: Readonly<Record<string, string>> = {
  axios: 'fetch, which Node has built in',
  'body-parser': 'express.json() of express',
  got: 'fetch, which Node has built in',
  'node-fetch': 'fetch, which Node has built in',
  uuid: 'randomUUID of node:crypto',
};

export interface MissingPackage {
  /** A sentence each. */
  readonly sentences: readonly string[];
  /** Of the import, where a file names the package in quotes. */
  readonly place: { readonly file: string; readonly line: number } | undefined;
}

/**
 * @param output of the program, or a part of it. @param names of the packages that are here
 * @returns undefined when it misses none
 */
export function missingPackage(output: string, files: FileMap, names: readonly string[]): MissingPackage | undefined {
  const name = NOT_FOUND.exec(output.replaceAll(COLOURS, ''))?.[1];
  if (name === undefined) return undefined;
  const place = importsIn(files).find((each) => each.name === name);
  const where = place === undefined ? '' : ` (${place.file}, line ${place.line})`;
  return { sentences: [`There is no package '${name}' here${where}.`, ...instead(name, names)], place };
}

function instead(name: string, names: readonly string[]): readonly string[] {
  if (names.includes(name)) return [`It comes with a program that names it in quotes, as in require('${name}').`];
  const nearest = INSTEAD[name] ?? nearestOf(name, names);
  return [...(nearest === undefined ? [] : [`The nearest that is: ${nearest}.`]), `Here are: ${names.join(', ')}.`];
}

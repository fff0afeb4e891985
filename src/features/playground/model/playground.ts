/** A playground as a value: a learner's files and how to start them. What comes from outside is believed only when it is whole. */
import { bytesOf, isInside, LARGEST_FILE_BYTES, MOST_FILES } from '@cluster-lab/sandbox/file-rules';
import { COURSE_FOLDER } from '../../../core/course.ts';
import { isRecord } from '../../../core/is-record.ts';
import type { Files } from '../../../core/lesson/step-program.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { isVariableName } from './environment.ts';

export interface Playground {
  readonly title: string;
  readonly files: Files;
  /** The file that Run starts; one of `files`. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the Load form begins with. */
  readonly load: LoadChoice;
}

export interface LoadChoice {
  readonly requests: number;
  readonly connections: number;
  readonly keepAlive: boolean;
  readonly path: string;
}

/** A playground to start from, as the course offers it. */
export interface GalleryProgram {
  /** Names it in the page and in tests: `rolling-restart`. */
  readonly slug: string;
  /** What to do and what to see. */
  readonly watch: string;
  readonly playground: Playground;
}

export const USUAL_LOAD: LoadChoice = { requests: 20, connections: 1, keepAlive: false, path: '/' };

/** The files of a run travel to an engine in one message, and the local engine reads no longer one than this. */
const MOST_BYTES = 12_000_000;
const MOST_WORDS = 100;
const LONGEST_WORD = 10_000;
const LONGEST_TITLE = 100;

/** Everything of a playground checked and nothing else taken over. */
export function parsePlayground(value: unknown): Outcome<Playground> {
  if (!isRecord(value)) return refuse('It is not a playground.');
  const { title, files, entry, args, env, load } = value;
  if (!isRecord(files) || !isTexts(Object.values(files))) return refuse('Its files are not texts with names.');
  const texts = files as Files;
  const problem = problemOfFiles(texts);
  if (problem !== undefined) return refuse(problem);
  if (typeof entry !== 'string' || !Object.hasOwn(texts, entry)) return refuse('The file that it starts is missing.');
  if (!Array.isArray(args) || !isTexts(args) || !areShort(args))
    return refuse('Its arguments are not a list of texts.');
  if (!isRecord(env) || !isEnvironment(env)) return refuse('Its environment is not a list of names and values.');
  return {
    ok: true,
    value: {
      title: typeof title === 'string' ? title.slice(0, LONGEST_TITLE) : '',
      // By definition, not by assignment: a file may be called `__proto__`.
      files: Object.fromEntries(Object.entries(texts)),
      entry,
      args: [...args],
      env: Object.fromEntries(Object.entries(env)),
      load: loadOf(load),
    },
  };
}

/** Why an engine would not take these files; undefined when it would. */
export function problemOfFiles(files: Files): string | undefined {
  const entries = Object.entries(files);
  if (entries.length === 0) return 'It has no files.';
  if (entries.length > MOST_FILES)
    return `It has ${entries.length} files, and a playground holds at most ${MOST_FILES}. Leave out what the program does not need, such as node_modules.`;
  let sum = 0;
  for (const [path, text] of entries) {
    if (!isInside(path) || path.startsWith(`${COURSE_FOLDER}/`))
      return `Its file “${path}” has a name that is not allowed here.`;
    const bytes = bytesOf(text);
    if (bytes > LARGEST_FILE_BYTES) return tooLarge(path, bytes);
    sum += bytes;
  }
  if (sum > MOST_BYTES)
    return `Its files have ${inMegabytes(sum)} together, and a playground holds at most ${inMegabytes(MOST_BYTES)}.`;
  return undefined;
}

export function tooLarge(path: string, bytes: number): string {
  return `“${path}” has ${inMegabytes(bytes)}, and a file of a playground has at most ${inMegabytes(LARGEST_FILE_BYTES)}.`;
}

/** Rounded up, so that what is over a limit never looks as if it were at it. */
const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 10_000) / 100} MB`;

/** Whether both are the same work; the title and the load are not work. */
export function isSameWork(one: Playground, other: Playground): boolean {
  return JSON.stringify(workOf(one)) === JSON.stringify(workOf(other));
}

function workOf({ files, entry, args, env }: Playground): unknown {
  return [Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)), entry, args, Object.entries(env).toSorted()];
}

function loadOf(value: unknown): LoadChoice {
  if (!isRecord(value)) return USUAL_LOAD;
  const { requests, connections, keepAlive, path } = value;
  return {
    requests: isCount(requests, 10_000) ? requests : USUAL_LOAD.requests,
    connections: isCount(connections, 500) ? connections : USUAL_LOAD.connections,
    keepAlive: keepAlive === true,
    path: typeof path === 'string' && /^\/[!-~]{0,2000}$/.test(path) ? path : USUAL_LOAD.path,
  };
}

const refuse = (message: string) => ({ ok: false, message }) as const;
const isTexts = (values: readonly unknown[]): values is string[] => values.every((each) => typeof each === 'string');
const areShort = (words: readonly string[]) =>
  words.length <= MOST_WORDS && words.every((word) => word.length <= LONGEST_WORD && !word.includes('\0'));
const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;

function isEnvironment(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, string>> {
  const values = Object.values(value);
  return isTexts(values) && areShort(values) && Object.keys(value).every(isVariableName);
}

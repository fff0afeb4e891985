/**
 * What a process of a learner's program may be started with. Options of Node are a list of those that do no harm; all others are refused.
 * Variables travel under a name that no shell, loader, library or Node itself reads while it starts, and get their own back from the guard.
 * Read by the host, for what a page sends, and by the guard, for what a program passes to its children.
 */
import { indexOf, list, Number, slice, startsWith, table, upperCase, type List, type Table } from './primordials.ts';

/**
 * Carries `<mark>:<most children>:<most starts>:<generation>:<port of the host>:<folder of starts>` from the host to the guard, and from
 * guard to guard. The mark names the run.
 */
export const RUN_VARIABLE = 'CLUSTER_LAB_RUN';

/** In front of a variable's name on its way. */
export const VARIABLE_PREFIX = 'CLUSTER_LAB_ENV_';

const named = (names: string): Table<true> => table(names.split(' ').map((name) => [name, true] as const));

/** Read before the guard runs, and harmless: they travel under their own names. */
const KEPT = named(
  'NODE_CHANNEL_FD NODE_CHANNEL_SERIALIZATION_MODE NODE_UNIQUE_ID NODE_DEBUG NODE_NO_WARNINGS NODE_PENDING_DEPRECATION ' +
    'NODE_DISABLE_COLORS NO_COLOR FORCE_COLOR UV_THREADPOOL_SIZE TZ LANG LC_ALL',
);

/** Names of Node's that only the program itself reads. */
const HARMLESS = named('NODE_ENV NODE_CLUSTER_SCHED_POLICY NODE_TEST_CONTEXT');

/** What Node, its libraries, the loader and a shell read: more code, other files, or the fence itself. */
const REFUSED = [
  ...['NODE_', 'LD_', 'DYLD_', 'UV_', 'OPENSSL_', 'SSL_', 'SSLKEYLOGFILE', 'ICU_DATA', 'GLIBC_', 'GCONV_', 'MALLOC_'],
  ...['LOCPATH', 'BASH_', 'BASHOPTS', 'SHELLOPTS', 'SYSTEMROOT', 'CLUSTER_LAB_'],
];

/** A refusal in one sentence, and what to do instead in another. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export function refusalOfVariable(name: string): Refusal | undefined {
  const upper = upperCase(name);
  if (KEPT[upper] === true || HARMLESS[upper] === true) return undefined;
  for (let at = 0; at < REFUSED.length; at++) {
    const start = REFUSED[at] as string;
    if (!startsWith(upper, start)) continue;
    return {
      message: `the environment variable ${name} is refused: names with "${start}" change how Node itself starts.`,
      hint: 'Leave it out, or give a variable of your own another name.',
    };
  }
  return undefined;
}

/** The name that a variable travels by. */
export function travelName(name: string): string {
  return KEPT[upperCase(name)] === true ? name : VARIABLE_PREFIX + name;
}

type Takes = 'nothing' | 'value' | 'number';

interface Option {
  /** The long name. */
  readonly name: string;
  readonly takes: Takes;
}

const options = (takes: Takes, names: string) =>
  names.split(' ').map((name): [string, Option] => [name, { name, takes }]);
const alias = (short: string, name: string, takes: Takes): [string, Option] => [short, { name, takes }];

const OPTIONS: Table<Option> = table([
  ...options(
    'nothing',
    '--no-warnings --trace-warnings --no-deprecation --trace-deprecation --throw-deprecation --pending-deprecation ' +
      '--trace-uncaught --trace-exit --enable-source-maps --preserve-symlinks --preserve-symlinks-main --check --version ' +
      '--strip-types --no-strip-types --experimental-strip-types --no-experimental-strip-types --experimental-vm-modules ' +
      '--experimental-eventsource --no-experimental-websocket --no-experimental-global-navigator --expose-gc --trace-gc',
  ),
  ...options(
    'value',
    '--import --require --conditions --input-type --title --disable-warning --unhandled-rejections --dns-result-order --eval',
  ),
  ...options('number', '--max-old-space-size --max-semi-space-size --stack-trace-limit --max-http-header-size'),
  alias('-c', '--check', 'nothing'),
  alias('-v', '--version', 'nothing'),
  alias('-r', '--require', 'value'),
  alias('-C', '--conditions', 'value'),
  alias('-e', '--eval', 'value'),
]);
for (const print of ['-p', '-pe', '--print']) OPTIONS[print] = { name: '--print', takes: 'value' };

/** Options that make a child run the same text again, and not its file. */
export const isText = (word: string) => startsWith(word, '--eval=') || word === '--print';

const NOT_LISTED = 'It is not among those that a program here may use.';
const DEBUGGER = 'A debugger reaches beyond a program: print with console.log, or look at the stories of the picture.';

export interface CommandLine {
  readonly refusal?: Refusal;
  /** Each in one word, without those that `known` has. */
  readonly options: List;
  /** Where the entry file is, or what stands for it. */
  readonly entryAt: number;
}

/** For `v8.setFlagsFromString`, which reads as many flags as its text has. */
export function refusalOfFlag(flag: string, heapMegabytes: number): Refusal | undefined {
  const equals = indexOf(flag, '=');
  const option = OPTIONS[dashed(equals < 0 ? flag : slice(flag, 0, equals))];
  const value = equals < 0 ? undefined : slice(flag, equals + 1);
  if (option === undefined || option.takes === 'value') return refused(flag, NOT_LISTED).refusal;
  const problem = problemOf(option, value, heapMegabytes);
  return problem === undefined ? undefined : refused(flag, problem).refusal;
}

/** Reads Node's options up to the entry file, and stops at the first that is not allowed. */
export function readCommandLine(words: List, from: number, known: Table<true>, heapMegabytes: number): CommandLine {
  const read = list();
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (known[word] === true) continue;
    if (word === '-' || word === '--' || !startsWith(word, '-')) break;
    const equals = indexOf(word, '=');
    const option = OPTIONS[dashed(equals < 0 ? word : slice(word, 0, equals))];
    if (option === undefined) return refused(word, startsWith(word, '--inspect') ? DEBUGGER : NOT_LISTED);
    let value = equals < 0 ? undefined : slice(word, equals + 1);
    if (option.takes === 'value' && value === undefined) {
      value = words[++at];
      if (value === undefined || startsWith(value, '-'))
        return refused(word, 'Its value is missing: write it after "=".');
    }
    const problem = problemOf(option, value, heapMegabytes);
    if (problem !== undefined) return refused(word, problem);
    if (option.name === '--print') read[read.length] = '--print';
    const name = option.name === '--print' ? '--eval' : option.name;
    read[read.length] = value === undefined ? name : `${name}=${value}`;
  }
  const entry = words[words[at] === '--' ? at + 1 : at];
  if (entry === 'inspect' || entry === 'debug')
    return refused(`inspect`, 'A debugger reaches beyond a program. For a file of that name write "./inspect".');
  return { options: read, entryAt: at };
}

function problemOf({ name, takes }: Option, value: string | undefined, heapMegabytes: number): string | undefined {
  if (takes === 'nothing') return value === undefined ? undefined : 'It takes no value.';
  if (takes === 'value') return undefined;
  if (value === undefined || !isNumber(value)) return 'Its value is a number: write it after "=".';
  if (name === '--max-old-space-size' && Number(value) > heapMegabytes)
    return `A process here has at most ${heapMegabytes} MB of heap.`;
  return undefined;
}

function refused(word: string, why: string): CommandLine {
  const message = `Node's option ${word.length > 80 ? `${slice(word, 0, 80)}…` : word} is refused in this sandbox.`;
  return { refusal: { message, hint: why }, options: list(), entryAt: 0 };
}

/** Node reads `--max_old_space_size` too. */
function dashed(name: string): string {
  let text = slice(name, 0, 2);
  for (let at = 2; at < name.length; at++) text += name[at] === '_' ? '-' : (name[at] as string);
  return text;
}

function isNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!(indexOf('0123456789', text[at] as string) >= 0)) return false;
  return text.length > 0;
}

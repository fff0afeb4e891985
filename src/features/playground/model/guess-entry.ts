/** How a folder is started: as `npm start` would, or by the file that its package.json names, a usual name, or the first that forks. */
import { isRecord } from '../../../core/is-record.ts';
import { splitArguments } from '../../../core/command-line/arguments.ts';
import type { Files } from '../../../core/lesson/step-program.ts';
import { isVariableName } from './environment.ts';
import type { Playground } from './playground.ts';

const USUAL = ['main', 'index', 'server', 'app', 'cluster', 'primary'] as const;
const ENDINGS = ['mjs', 'js', 'cjs', 'ts', 'mts', 'cts'] as const;
const IS_SCRIPT = /\.[cm]?[jt]s$/;

export function guessEntry(files: Files): string {
  const paths = Object.keys(files);
  const usual = USUAL.flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));
  return (
    [mainOf(files), ...usual].find((path) => path !== undefined && Object.hasOwn(files, path)) ??
    paths.find((path) => IS_SCRIPT.test(path) && /\bcluster\b/.test(files[path] ?? '')) ??
    paths.find((path) => IS_SCRIPT.test(path)) ??
    paths[0] ??
    ''
  );
}

/** Run does what `scripts.start` says, where that starts a file of the folder; options of Node stay out. */
export function guessStart(files: Files): Pick<Playground, 'entry' | 'args' | 'env'> {
  return startScriptOf(files) ?? { entry: guessEntry(files), args: [], env: {} };
}

/** All of these run a file as `node` does. */
const RUNNERS = ['node', 'nodemon', 'tsx', 'ts-node'];

function startScriptOf(files: Files): Pick<Playground, 'entry' | 'args' | 'env'> | undefined {
  const { scripts } = packageOf(files) as { scripts?: { start?: unknown } };
  const start = scripts?.start;
  const words = splitArguments(typeof start === 'string' ? start : '');
  if (!words.ok) return undefined;
  const rest = [...words.value];
  if (rest[0] === 'cross-env') rest.shift();
  const env: Record<string, string> = {};
  for (;;) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(rest[0] ?? '') ?? [];
    if (!isVariableName(name)) break;
    env[name] = value;
    rest.shift();
  }
  if (!RUNNERS.includes(rest.shift() ?? '')) return undefined;
  while (rest[0]?.startsWith('-') === true) rest.shift();
  const [file = '', ...args] = rest;
  // What a shell would do with it, nothing here does.
  if (args.some((word) => /^(?:&&?|\|\|?|;|[<>])/.test(word))) return undefined;
  const path = file.replace(/^\.\//, '');
  const entry = ['', '.js', '/index.js'].map((ending) => path + ending).find((each) => Object.hasOwn(files, each));
  return entry === undefined ? undefined : { entry, args, env };
}

function mainOf(files: Files): string | undefined {
  const { main } = packageOf(files);
  return typeof main === 'string' ? main.replace(/^\.\//, '') : undefined;
}

function packageOf(files: Files): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(files['package.json'] ?? '{}');
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** As a reader goes through them: the file that is started, what lies beside it, then what lies deeper. */
export function inReadingOrder(files: Files, entry: string): Files {
  const depth = (path: string) => (path === entry ? -1 : path.split('/').length);
  const entries = Object.entries(files).toSorted(
    ([one], [other]) => depth(one) - depth(other) || (one < other ? -1 : 1),
  );
  return Object.fromEntries(entries);
}

/** Which file of a folder is the one to start: what its package.json says, a usual name, or the first that forks. */
import type { Files } from '../../../core/lesson/step-program.ts';

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

function mainOf(files: Files): string | undefined {
  try {
    const { main } = JSON.parse(files['package.json'] ?? '{}') as { main?: unknown };
    return typeof main === 'string' ? main.replace(/^\.\//, '') : undefined;
  } catch {
    return undefined;
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

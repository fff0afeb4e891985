/** The experiments that run in CI: each claim of the course names one. A test's name is its id. */
import { globSync, readFileSync } from 'node:fs';

const EXPERIMENT = /\bexperiment\(\s*'([a-z0-9-]+)'/g;

export function experimentIds(root = process.cwd()): ReadonlySet<string> {
  const files = globSync('tests/claims/*.test.ts', { cwd: root });
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(`${root}/${file}`, 'utf8').matchAll(EXPERIMENT)].map(([, id]) => id ?? ''),
    ),
  );
}

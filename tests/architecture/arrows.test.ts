/** Arrows between the layers go one way; and the rule would see one that does not. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';

const run = promisify(execFile);

async function violations(): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      'src',
      'packages',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ]);
    return stdout.includes('no dependency violations found') ? '' : stdout;
  } catch (error) {
    const { stdout } = error as { stdout: string };
    if (stdout === '') throw error;
    return stdout;
  }
}

const PROBE = 'src/core/trace/arrow-probe.ts';
const PACKAGE_PROBES = ['packages/sandbox/src/arrow-probe.ts', 'packages/browser-node/src/arrow-probe.ts'];
afterEach(() => [PROBE, ...PACKAGE_PROBES].forEach((file) => rmSync(file, { force: true })));

test('no arrow goes the wrong way', async () => expect(await violations()).toBe(''));

test('wrong arrows are seen', async () => {
  const wrong = {
    'core-imports-only-its-own': "import '../../session/session.ts';",
    'core-is-pure': "import 'node:fs';",
    'zod-in-schemas-only': "import 'zod';",
    'one-file-imports-monaco': "import 'monaco-editor/editor';",
  };
  writeFileSync(PROBE, Object.values(wrong).join('\n'));
  for (const probe of PACKAGE_PROBES) writeFileSync(probe, "import '../../../src/core/is-record.ts';");
  const seen = await violations();
  const ofPackages = ['packages-sandbox-imports-only-its-own', 'packages-browser-node-imports-only-its-own'];
  for (const rule of [...Object.keys(wrong), ...ofPackages]) expect(seen).toContain(rule);
});

describe('markup keeps the same arrows', () => {
  const common = 'src/(?:components|core|browser|visualiser)/|astro:components$';
  const feature = 'src/features/[^/]+/(?:ui|client|model)/';
  const site = 'src/(?:layouts|content-reader|styles)/|astro:content$';
  const allowed: Record<string, RegExp> = {
    'src/components': new RegExp(`^(?:${common})`),
    'src/features': new RegExp(`^(?:${common}|${feature})`),
    'src/layouts': new RegExp(`^(?:${common}|${feature}|${site}|@fontsource)`),
    'src/pages': new RegExp(`^(?:${common}|${feature}|${site}|src/cards/)`),
  };
  test.each(globSync('src/{components,features,layouts,pages}/**/*.astro'))('%s', (file) => {
    const [, rule] = Object.entries(allowed).find(([folder]) => file.startsWith(folder)) ?? [];
    const imports = [...readFileSync(file, 'utf8').matchAll(/^\s*import\s(?:[^'";]*?from\s)?'([^']+)'/gm)].map(
      ([, source = '']) => (source.startsWith('.') ? join(dirname(file), source) : source),
    );
    expect(imports.filter((source) => !rule?.test(source))).toEqual([]);
  });
});

test('two files listen', () => {
  const listeners = globSync(['src/**/*.ts', 'packages/**/*.ts'], {
    exclude: (name) => /\.(?:test|contract)\.ts$/.test(name),
  }).filter((file) => /\b(?:app|server)\.listen\(/.test(readFileSync(file, 'utf8')));
  expect(listeners.sort()).toEqual([
    // In a sandbox, to look for a port.
    'src/guest/container/tool.ts',
    // Lets go of the port at once.
    'src/sandbox/local-node/host/free-port.ts',
    // On loopback, always.
    'src/server/local-port.ts',
    'src/server/main.ts',
  ]);
});

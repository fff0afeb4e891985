/** What a build may carry, and what it says of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticesOf } from './third-party-notices.ts';

let modules: string;
beforeAll(() => {
  modules = mkdtempSync(path.join(tmpdir(), 'modules-'));
  const add = (name: string, license: string | undefined, text?: string) => {
    mkdirSync(path.join(modules, name));
    writeFileSync(path.join(modules, name, 'package.json'), JSON.stringify({ version: '1.2.3', license }));
    if (text !== undefined) writeFileSync(path.join(modules, name, 'LICENSE.md'), text);
  };
  add('free', 'MIT', 'Do what you like.');
  add('viral', 'AGPL-3.0-only', 'Share alike.');
  add('silent', 'MIT');
  add('nameless', undefined, 'Words.');
});
afterAll(() => rmSync(modules, { recursive: true }));

test('a package is named with its version, its terms and their text', () => {
  expect(noticesOf(['free'], modules)).toContain('free 1.2.3 (MIT)\n\nDo what you like.');
});

test.each([
  ['viral', 'may not carry'],
  ['silent', 'brings no licence text'],
  ['nameless', 'names no licence'],
])('%s stops the build', (name, words) => {
  expect(() => noticesOf(['free', name], modules)).toThrow(words);
});

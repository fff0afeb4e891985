import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderOf, pathOf } from './request-path.ts';

test.each([
  ['/', '/'],
  ['/lessons/ipc/?mode=watch', '/lessons/ipc/'],
  ['http://localhost:4321/lessons/', '/lessons/'],
  ['/caf%C3%A9/', '/café/'],
  ['/a%2Fb/', '/a/b/'],
])('%s asks for %s', (target, path) => expect(pathOf(target)).toBe(path));

test.each([
  '//',
  '//evil.example/x',
  '/\\evil.example',
  '/%5Cevil.example',
  '/%2F',
  '/embed/./././',
  '/embed/%2e/%2E/',
  '/embed/..%2flessons/ipc/',
  '/x/..',
  '/%zz',
  '/%00',
  '*',
  'http://[',
  'http://',
  'localhost:1',
  '',
  undefined,
])('%j asks for nothing', (target) => expect(pathOf(target)).toBeUndefined());

test('a folder is led to with what was asked of it, and nowhere else', () => {
  expect(folderOf('/lessons/ipc?mode=watch')).toBe('/lessons/ipc/?mode=watch');
  expect(folderOf('http://evil.example/x')).toBe('/x/');
  const elsewhere = ['/', '/favicon.svg', '/lessons/', '//evil.example', '/\\evil.example', 'http://evil.example'];
  for (const target of elsewhere) expect(folderOf(target), target).toBeUndefined();
});

test('no target throws, and none leads to another host', () => {
  const piece = fc.constantFrom('/', '\\', '.', '%2e', '%2f', '%', '?', '#', '@', ':', 'http://', 'evil.example', '\0');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (target) => {
        pathOf(target);
        const folder = folderOf(target);
        return folder === undefined || new URL(folder, 'http://here.example').host === 'here.example';
      },
    ),
  );
});

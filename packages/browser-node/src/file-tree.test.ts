import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, textOf } from '../tests/machine.ts';
import { baseOf, FileTree, parentOf, resolvePath } from './file-tree.ts';

function treeOf(files: Readonly<Record<string, string>>): FileTree {
  const tree = new FileTree();
  for (const [path, text] of Object.entries(files)) tree.put(path, bytesOf(text));
  return tree;
}

/** Everything with its text; null for folders. */
function shown(tree: FileTree): Record<string, string | null> {
  return Object.fromEntries(tree.entries().map(([path, data]) => [path, data && textOf(data)]));
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => void vi.useRealTimers());

test('a file brings the folders above it, and a folder lists what is in it and no deeper', () => {
  const tree = treeOf({ '/work/b': 'b', '/work/lib/c': 'c', '/work/a': 'a', '/workshop': 'w' });
  expect(tree.list('/work')).toEqual(['a', 'b', 'lib']);
  expect(tree.list('/')).toEqual(['work', 'workshop']);
  expect(Object.keys(shown(tree)).slice(0, 2)).toEqual(['/', '/work']);
});

test('counts the bytes of all files, whatever is done with them', () => {
  const tree = treeOf({ '/a': 'four', '/b/c': '12' });
  const a = tree.put('/a', bytesOf('sixsix'));
  tree.write(a, 4, bytesOf('1234'));
  expect([tree.bytes, textOf(a.data)]).toEqual([10, 'sixs1234']);
  tree.truncate(a, 9);
  expect([...a.data.subarray(7)]).toEqual([52, 0]);
  tree.remove('/b');
  expect([tree.bytes, tree.get('/b/c')]).toEqual([9, undefined]);
});

test('a folder moves with all that is in it, in place of what was there', () => {
  const tree = treeOf({ '/from/a': 'a', '/from/deep/b': 'b', '/to/old': 'old', '/fromage': 'cheese' });
  tree.rename('/from', '/to');
  expect(shown(tree)).toEqual({
    ...{ '/': null, '/to': null, '/to/deep': null, '/fromage': 'cheese' },
    ...{ '/to/a': 'a', '/to/deep/b': 'b' },
  });
  tree.rename('/to', '/to');
  expect(tree.get('/to/a')?.path).toBe('/to/a');
});

test('a file that is open has no name once it is removed, and is itself under a new one', () => {
  const tree = treeOf({ '/a': 'a', '/b': 'b' });
  const [a, b] = [tree.get('/a'), tree.get('/b')];
  tree.remove('/a');
  tree.rename('/b', '/c');
  expect([a?.path, b?.path, tree.get('/c') === b]).toEqual([undefined, '/c', true]);
});

test('sockets are there, and not among what a process begins with', () => {
  const tree = new FileTree();
  tree.apply({ do: 'socket', path: '/s' });
  expect([tree.get('/s')?.type, shown(tree)]).toEqual(['socket', { '/': null }]);
});

test('a copy that hears of every change is the same', () => {
  const [tree, copy] = [treeOf({ '/a': 'a' }), treeOf({ '/a': 'a' })];
  const changes = [
    { do: 'put', path: '/lib/b', data: bytesOf('bbb'), mode: 0o600 },
    { do: 'write', path: '/lib/b', at: 1, bytes: bytesOf('xyz') },
    { do: 'truncate', path: '/a', length: 0 },
    { do: 'folder', path: '/empty/inner' },
    { do: 'rename', path: '/lib', to: '/moved' },
    { do: 'mode', path: '/moved/b', mode: 0o640 },
    { do: 'times', path: '/moved/b', accessedMs: 3, modifiedMs: 4 },
    { do: 'remove', path: '/a' },
    { do: 'write', path: '/nowhere', at: 0, bytes: bytesOf('x') },
  ] as const;
  for (const change of changes) for (const each of [tree, copy]) each.apply(structuredClone(change));
  expect(shown(copy)).toEqual({ '/': null, '/empty': null, '/empty/inner': null, '/moved': null, '/moved/b': 'bxyz' });
  expect(copy.entries()).toEqual(tree.entries());
});

test('a file keeps its mode and its times, also in the tree of a process that begins', () => {
  const [tree, copy] = [treeOf({ '/a': 'a' }), new FileTree()];
  const a = tree.get('/a');
  tree.apply({ do: 'mode', path: '/a', mode: 0o100600 });
  tree.apply({ do: 'times', path: '/a', accessedMs: 3, modifiedMs: 4 });
  vi.setSystemTime(2_000);
  tree.apply({ do: 'write', path: '/a', at: 0, bytes: bytesOf('b') });
  const facts = { mode: 0o600, times: { accessedMs: 3, modifiedMs: 2_000, changedMs: 2_000, bornMs: 1_000 } };
  expect(a).toMatchObject(facts);
  for (const entry of tree.entries()) copy.restore(entry);
  expect(copy.get('/a')).toMatchObject(facts);
});

test.each([
  ['a', '/work', '/work/a'],
  ['./a//b/.', '/work', '/work/a/b'],
  ['../../..', '/work/deep', '/'],
  ['/x/../y', '/work', '/y'],
])('%s in %s is %s', (path, folder, resolved) => expect(resolvePath(path, folder)).toBe(resolved));

test('a path has a folder and a name', () => {
  expect([parentOf('/a/b'), baseOf('/a/b'), parentOf('/a')]).toEqual(['/a', 'b', '/']);
});

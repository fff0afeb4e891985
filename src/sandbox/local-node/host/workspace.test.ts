import { existsSync } from 'node:fs';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LARGEST_FILE_BYTES, MOST_FILES } from '@cluster-lab/sandbox/file-rules';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create({ 'main.mjs': 'guard' });
});
afterEach(() => workspace.remove());

test('mounts nested files, reads and writes them', async () => {
  await workspace.mount({ 'main.mjs': 'a', 'lib/deep/x.mjs': 'ü' });
  await workspace.writeFile('lib/new/y.mjs', 'b');
  expect(await workspace.readFile('lib/deep/x.mjs')).toBe('ü');
  expect(await workspace.readFile('lib/new/y.mjs')).toBe('b');
});

test('a mount leaves exactly its files, and the guard beside them', async () => {
  await workspace.mount({ 'old.mjs': '' });
  await workspace.mount({ 'new.mjs': '' });
  expect(await readdir(workspace.folder)).toEqual(['new.mjs']);
  expect(await readFile(path.join(workspace.guardFolder, 'main.mjs'), 'utf8')).toBe('guard');
  expect(workspace.guardFolder.startsWith(workspace.folder)).toBe(false);
});

describe('refuses', () => {
  test.each(['../x', '/etc/passwd', 'a/../../x', 'a//b', './a', '', 'a\\b', 'C:x', 'a\0b'])(
    'the path %j',
    async (file) => {
      const refusal = { code: 'bad-path' };
      await expect(workspace.readFile(file)).rejects.toMatchObject(refusal);
      await expect(workspace.writeFile(file, '')).rejects.toMatchObject(refusal);
      await expect(workspace.mount({ [file]: '' })).rejects.toMatchObject(refusal);
    },
  );

  test('to follow a link that a program made', async () => {
    await symlink('/etc', path.join(workspace.folder, 'out'));
    await expect(workspace.readFile('out/hostname')).rejects.toMatchObject({ code: 'bad-path' });
    await expect(workspace.writeFile('out/x', '')).rejects.toMatchObject({ code: 'bad-path' });
  });

  test('too many files and too large ones, and keeps what was there', async () => {
    await workspace.mount({ 'kept.mjs': 'kept' });
    const many = Object.fromEntries(Array.from({ length: MOST_FILES + 1 }, (_, index) => [`f${index}`, '']));
    const large = 'x'.repeat(LARGEST_FILE_BYTES + 1);
    await expect(workspace.mount(many)).rejects.toMatchObject({ code: 'too-many-files' });
    await expect(workspace.mount({ large })).rejects.toMatchObject({ code: 'file-too-large' });
    await expect(workspace.writeFile('large', large)).rejects.toMatchObject({ code: 'file-too-large' });
    await writeFile(path.join(workspace.folder, 'grown'), large);
    await expect(workspace.readFile('grown')).rejects.toMatchObject({ code: 'file-too-large' });
    expect(await workspace.readFile('kept.mjs')).toBe('kept');
  });

  test('a file that is not there', async () => {
    await expect(workspace.readFile('missing.mjs')).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('removing it leaves nothing', async () => {
  await workspace.remove();
  expect(existsSync(workspace.folder)).toBe(false);
});

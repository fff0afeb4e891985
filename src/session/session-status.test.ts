/** Run means: run what is on show. */
import { expect, test } from 'vitest';
import type { Booted } from './engine-lease.ts';
import { outdatedBy, type Running } from './session-status.ts';

const on = (editable: boolean) => ({ sandbox: { capabilities: { editable } } }) as Booted;
const files = { 'main.mjs': 'one', 'other.mjs': 'two' };
const running: Running = {
  kind: 'running',
  booted: on(true),
  entry: 'main.mjs',
  variant: 'mine',
  checking: false,
  files,
};

test('a run is outdated by what was edited since, until the edit is taken back', () => {
  expect(outdatedBy(running, { ...files }, 'main.mjs')).toBeUndefined();
  expect(outdatedBy(running, { ...files, 'other.mjs': 'three' }, 'main.mjs')).toBe('edits');
  expect(outdatedBy(running, { 'main.mjs': 'one' }, 'main.mjs')).toBe('edits');
  expect(outdatedBy(running, { ...files, 'new.mjs': '' }, 'main.mjs')).toBe('edits');
});

test('a run is outdated by the choice of another program', () => {
  expect(outdatedBy(running, files, 'other.mjs')).toBe('program');
});

test('what the learner could not start anew is never outdated', () => {
  const edited = { 'main.mjs': 'edited' };
  expect(outdatedBy({ ...running, checking: true }, edited, 'other.mjs')).toBeUndefined();
  expect(outdatedBy({ ...running, booted: on(false) }, edited, 'other.mjs')).toBeUndefined();
  expect(outdatedBy({ kind: 'ready', booted: on(true), lastExit: null }, edited, 'other.mjs')).toBeUndefined();
});

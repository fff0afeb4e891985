import { expect, test } from 'vitest';
import type { Need } from '../../core/lesson/needs.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import type { SessionStatus } from '../../session/session-status.ts';
import { noteReason, noteText } from './engine-note-text.ts';

function on(needs: readonly Need[], editable = true): SessionStatus {
  const sandbox = { nodeVersion: 'v24.21.0', capabilities: { needs, editable } } as Sandbox;
  return { kind: 'ready', booted: { sandbox, label: 'WebContainer', passedOver: [] }, lastExit: null };
}

test('an engine that gives all is no reason, one that does not yet run is not known', () => {
  expect(noteReason(['signals'], on(['threads', 'signals']))).toBeNull();
  expect(noteReason([], on([]))).toBeNull();
  expect(noteReason(['signals'], { kind: 'booting' })).toBeUndefined();
  expect(noteReason(['signals'], { kind: 'idle' })).toBeUndefined();
});

test('names what is missing, the engine, and the ways that there are', () => {
  const reason = noteReason(['proc-fs', 'signals', 'threads'], on(['signals']));
  expect(reason).toEqual({ kind: 'lacking', needs: ['proc-fs', 'threads'], engine: 'WebContainer' });
  expect(noteText(reason as NonNullable<typeof reason>, true)).toBe(
    'This step needs the files in /proc and worker threads, which WebContainer cannot give. Watch the recorded run, or run it at home:',
  );
  expect(noteText(reason as NonNullable<typeof reason>, false)).toMatch(/cannot give\. Run it at home:$/);
});

test('a recording is called one, a failure offers it', () => {
  const reason = noteReason(['proc-fs'], on([], false));
  expect(reason).toEqual({ kind: 'watching', node: '24.21.0' });
  expect(noteText({ kind: 'watching', node: '24.21.0' }, true)).toMatch(/^This is a recording: Node 24\.21\.0 ran/);
  expect(noteReason([], { kind: 'failed', message: '', hint: '' })).toEqual({ kind: 'failed' });
  expect(noteText({ kind: 'failed' }, true)).toContain('Watch the recorded run');
});

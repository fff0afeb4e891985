import { expect, test } from 'vitest';
import { emptyTopology } from '../../core/trace/topology.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Booted, SessionStatus } from '../../session/session.ts';
import { statusText } from './status-text.ts';

const booted: Booted = {
  sandbox: { nodeVersion: 'v24.21.0' } as Sandbox,
  label: 'Node on this computer',
  passedOver: [],
};
const say = (status: SessionStatus, isSlow = false) => statusText({ status, topology: emptyTopology, isSlow });
const ended = (lastExit: Extract<SessionStatus, { kind: 'ready' }>['lastExit']) =>
  say({ kind: 'ready', booted, lastExit });

test('names engine, version, state and workers', () => {
  const status = { kind: 'running', booted, entry: 'main.mjs', variant: 'mine', checking: false } as const;
  expect(say(status)).toBe('Node on this computer 24.21.0: running, 0 workers (main.mjs)');
  expect(say({ ...status, variant: 'solution' })).toContain('(main.mjs of the solution)');
});

test('says how a run ended', () => {
  expect(ended({ code: 1, signal: null })).toBe('Node on this computer 24.21.0: ended with exit code 1');
  expect(ended({ code: null, signal: 'SIGKILL' })).toContain('ended by SIGKILL');
  expect(ended({ code: null, signal: 'SIGTERM', reason: 'stopped' })).toContain(': stopped');
  expect(ended({ code: null, signal: 'SIGKILL', reason: 'memory-limit' })).toContain('stopped at a limit');
});

test('a start that takes long is not silent, and an engine passed over is named', () => {
  expect(say({ kind: 'booting' })).toBe('Starting …');
  expect(say({ kind: 'booting' }, true)).toContain('longer than it should');
  const passedOver = [{ label: 'WebContainer', reason: 'No network.' }];
  expect(say({ kind: 'ready', booted: { ...booted, passedOver }, lastExit: null })).toContain(
    'WebContainer was passed over: No network.',
  );
});

import { expect, test } from 'vitest';
import { emptyTopology } from '../../core/trace/topology.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import type { Booted, Takeover } from '../../session/engine-lease.ts';
import type { SessionStatus } from '../../session/session-status.ts';
import { statusText } from './status-text.ts';

const booted: Booted = {
  sandbox: { nodeVersion: 'v24.21.0', capabilities: { handlePassing: true, editable: true } } as Sandbox,
  label: 'Node on this computer',
  passedOver: [],
};
const say = (status: SessionStatus, isSlow = false, takeover: Takeover = null) =>
  statusText({ status, topology: emptyTopology, isSlow, takeover });
const ended = (lastExit: Extract<SessionStatus, { kind: 'ready' }>['lastExit']) =>
  say({ kind: 'ready', booted, lastExit });

test('names engine, version, state and workers', () => {
  const status = { kind: 'running', booted, entry: 'main.mjs', variant: 'mine', checking: false, files: {} } as const;
  expect(say(status)).toBe('Node on this computer 24.21.0: running, 0 workers (main.mjs)');
  expect(say({ ...status, variant: 'solution' })).toContain('(main.mjs of the solution)');
});

test('a recorded run is called so, while it plays and when it is over', () => {
  const sandbox = { nodeVersion: 'v24.21.0', capabilities: { handlePassing: true, editable: false } } as Sandbox;
  const recorded: Booted = { sandbox, label: 'Recorded run of Node', passedOver: [] };
  const lastExit = { code: null, signal: 'SIGTERM', reason: 'stopped' } as const;
  const running = {
    kind: 'running',
    booted: recorded,
    entry: 'main.mjs',
    variant: 'solution',
    checking: false,
    files: {},
  } as const;
  expect(say({ kind: 'ready', booted: recorded, lastExit: null })).toBe('Recorded run of Node 24.21.0: ready to play');
  expect(say(running)).toBe('Recorded run of Node 24.21.0: playing, 0 workers (main.mjs of the solution)');
  expect(say({ kind: 'ready', booted: recorded, lastExit })).toBe(
    'Recorded run of Node 24.21.0: over; Run plays it again',
  );
});

test('says how a run ended', () => {
  expect(ended({ code: 1, signal: null })).toBe('Node on this computer 24.21.0: ended with exit code 1');
  expect(ended({ code: null, signal: 'SIGKILL' })).toContain('ended by SIGKILL');
  expect(ended({ code: null, signal: 'SIGTERM', reason: 'stopped' })).toContain(': stopped');
  expect(ended({ code: null, signal: 'SIGKILL', reason: 'memory-limit' })).toContain('stopped at a limit');
});

test('names the key where there are keys', () => {
  const idle = { status: { kind: 'idle' }, topology: emptyTopology, isSlow: false, takeover: null } as const;
  expect(statusText(idle)).toBe('Ready to run.');
  expect(statusText({ ...idle, hasKeys: true })).toContain('Ctrl+Enter');
});

test('a run that a check has ended does not look like a crash', () => {
  const lastExit = { code: null, signal: 'SIGTERM', reason: 'stopped' } as const;
  const checked = (exit: Extract<SessionStatus, { kind: 'ready' }>['lastExit']) =>
    say({ kind: 'ready', booted, lastExit: exit, checked: true });
  expect(checked(lastExit)).toBe('Node on this computer 24.21.0: checked; Run starts your program again');
  expect(checked({ code: 1, signal: null })).toContain('ended with exit code 1');
});

test('a start that takes long is not silent, and an engine passed over is named', () => {
  expect(say({ kind: 'booting' })).toBe('Starting …');
  expect(say({ kind: 'booting' }, true)).toContain('longer than it should');
  const passedOver = [{ label: 'WebContainer', reason: 'No network.' }];
  expect(say({ kind: 'ready', booted: { ...booted, passedOver }, lastExit: null })).toContain(
    'WebContainer was passed over: No network.',
  );
});

test('says what comes next, what is emulated, and why a better engine did not come', () => {
  const ready: SessionStatus = { kind: 'ready', booted, lastExit: null };
  const label = 'WebContainer';
  expect(say(ready, false, { kind: 'starting', label })).toBe(
    'Node on this computer 24.21.0: ready. WebContainer is still starting and takes over at a later Run.',
  );
  expect(say(ready, false, { kind: 'ready', label })).toContain('ready and takes over at the next Run.');
  expect(say(ready, false, { kind: 'given-up', label, reason: 'It did not start within 15 seconds.' })).toContain(
    '. WebContainer was passed over: It did not start within 15 seconds.',
  );
  const sandbox = { nodeVersion: 'v22.22.3', capabilities: { handlePassing: false, editable: true } } as Sandbox;
  expect(say({ ...ready, booted: { sandbox, label, passedOver: [] } })).toBe(
    'WebContainer 22.22.3: ready. Connections cannot be handed to workers here, so a relay in the primary emulates that.',
  );
});

test('says what Restart would run, where that is not what runs', () => {
  const status = { kind: 'running', booted, entry: 'main.mjs', variant: 'mine', checking: false, files: {} } as const;
  const facts = { status, topology: emptyTopology, isSlow: false, takeover: null, entry: 'other.mjs' };
  expect(statusText({ ...facts, outdated: 'program' })).toContain('(main.mjs). Restart runs other.mjs.');
  expect(statusText({ ...facts, outdated: 'edits' })).toContain('(main.mjs). Restart runs your changes.');
});

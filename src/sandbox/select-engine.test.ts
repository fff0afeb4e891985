import { expect, test } from 'vitest';
import { bootFirst, PATIENCE_MS, surveyEngines, warmUp, type EngineChoice } from './select-engine.ts';
import { SandboxError, type Sandbox, type Support } from '@cluster-lab/sandbox';

const sandboxThat = (handlePassing: boolean) =>
  ({ capabilities: { handlePassing }, dispose: async () => undefined }) as Partial<Sandbox> as Sandbox;
const sandbox = sandboxThat(true);
const never = new AbortController().signal;

function choice(name: string, support: Support, boot: () => Promise<Sandbox> = async () => sandbox): EngineChoice {
  return {
    name,
    label: name.toUpperCase(),
    load: async () => ({ name, label: name, support: async () => support, boot }),
  };
}
const cannot = (reason: string): Support => ({ ok: false, reason });
const can: Support = { ok: true };

test('takes the first that can, and says why others were passed over', async () => {
  const booted = await bootFirst([choice('a', cannot('No network.')), choice('b', can)], undefined, {}, never);
  expect(booted).toEqual({ sandbox, label: 'B', passedOver: [{ label: 'A', reason: 'No network.' }] });
});

test('keeps to itself what nobody expects here, unless nothing can run', async () => {
  const elsewhere = choice('a', { ok: false, reason: 'It is on another computer.', isExpected: true });
  expect(await bootFirst([elsewhere, choice('b', can)], undefined, {}, never)).toMatchObject({ passedOver: [] });
  await expect(bootFirst([elsewhere], undefined, {}, never)).rejects.toThrow('A: It is on another computer.');
});

test('tries the preferred one first', async () => {
  expect((await bootFirst([choice('a', can), choice('b', can)], 'b', {}, never)).label).toBe('B');
});

test('goes on when a boot fails or the code cannot be loaded', async () => {
  const fails = choice('a', can, () => Promise.reject(new SandboxError('boot-failed', 'It broke.', 'Try again.')));
  const missing: EngineChoice = { name: 'c', label: 'C', load: () => Promise.reject(new TypeError('fetch failed')) };
  const booted = await bootFirst([fails, missing, choice('b', can)], undefined, {}, never);
  expect(booted.passedOver.map(({ reason }) => reason)).toEqual([
    'It broke.',
    'It could not be loaded. Is the network there?',
  ]);
});

test('says of every engine why not when none can', async () => {
  await expect(
    bootFirst([choice('a', cannot('One.')), choice('b', cannot('Two.'))], undefined, {}, never),
  ).rejects.toMatchObject({
    code: 'boot-failed',
    message: 'Nothing can run your code here. A: One. B: Two.',
  });
});

test('an abort ends the search instead of trying the next', async () => {
  const abort = new AbortController();
  const first = choice('a', can, async () => {
    abort.abort(new Error('left'));
    throw new SandboxError('boot-failed', 'late', '');
  });
  await expect(bootFirst([first, choice('b', can)], undefined, {}, abort.signal)).rejects.toThrow('left');
});

test('does not wait for a slow one: the next serves, and the slow one is told of when it is there', async () => {
  const slow = Promise.withResolvers<Sandbox>();
  const first = { ...choice('a', can, () => slow.promise), startsSlowly: true };
  const booted = await bootFirst([first, choice('b', can)], undefined, {}, never);
  expect(booted).toMatchObject({ label: 'B', passedOver: [], successor: { label: 'A' } });
  const arrived = sandboxThat(true);
  slow.resolve(arrived);
  expect(await booted.successor?.booted).toBe(arrived);
});

test('a slow one that is there in time is taken at once', async () => {
  const first = { ...choice('a', can), startsSlowly: true };
  expect(await bootFirst([first, choice('b', can)], undefined, {}, never)).toEqual({
    sandbox,
    label: 'A',
    passedOver: [],
  });
});

test('a slow one is waited for when nothing else can', async () => {
  const first = {
    ...choice('a', can, () => new Promise((resolve) => setTimeout(() => resolve(sandbox), PATIENCE_MS + 100))),
    startsSlowly: true,
  };
  const booted = await bootFirst([first, choice('b', cannot('No.'))], undefined, {}, never);
  expect(booted).toMatchObject({ label: 'A', passedOver: [{ label: 'B' }] });
});

test('a slow one that fails late is one of the reasons why nothing can', async () => {
  const fails = Promise.withResolvers<Sandbox>();
  const first = { ...choice('a', can, () => fails.promise), startsSlowly: true };
  const last = choice('b', can, () => {
    fails.reject(new SandboxError('boot-failed', 'It hangs.', ''));
    return Promise.reject(new SandboxError('boot-failed', 'It broke.', ''));
  });
  await expect(bootFirst([first, last], undefined, {}, never)).rejects.toMatchObject({
    message: 'Nothing can run your code here. B: It broke. A: It hangs.',
  });
});

test('a slow one that comes after the search was ended is disposed of', async () => {
  const slow = Promise.withResolvers<Sandbox>();
  const abort = new AbortController();
  const first = { ...choice('a', can, () => slow.promise), startsSlowly: true };
  const { successor } = await bootFirst([first, choice('b', can)], undefined, {}, abort.signal);
  abort.abort(new Error('left'));
  const disposed = Promise.withResolvers<undefined>();
  slow.resolve({ ...sandbox, dispose: async () => disposed.resolve(undefined) });
  await expect(successor?.booted).rejects.toThrow('left');
  await disposed.promise;
});

test('one that can only emulate yields to the next, but not to nothing and not against the learner', async () => {
  const emulating = choice('a', can, async () => sandboxThat(false));
  const booted = await bootFirst([emulating, choice('b', can)], undefined, {}, never);
  expect(booted).toMatchObject({
    label: 'B',
    passedOver: [{ label: 'A', reason: expect.stringContaining('emulated') }],
  });
  expect((await bootFirst([emulating, choice('b', can)], 'a', {}, never)).label).toBe('A');
  expect((await bootFirst([emulating], undefined, {}, never)).label).toBe('A');
});

test('a survey boots none', async () => {
  const boot = () => Promise.reject(new Error('booted'));
  expect(await surveyEngines([choice('a', can, boot), choice('b', cannot('No.'))])).toMatchObject([
    { name: 'a', support: { ok: true } },
    { name: 'b', support: { ok: false, reason: 'No.' } },
  ]);
});

test('warms up the one that will serve, and never one that is slow to start', async () => {
  const warmed: string[] = [];
  const warm = (name: string, support: Support, startsSlowly = false): EngineChoice => ({
    ...choice(name, support),
    startsSlowly,
    load: async () => ({
      ...(await choice(name, support).load()),
      warmUp: async () => void warmed.push(name),
    }),
  });
  const choices = [warm('a', can, true), warm('b', cannot('No.')), warm('c', can), warm('d', can)];
  await warmUp(choices, undefined);
  await warmUp(choices, 'd');
  expect(warmed).toEqual(['c', 'd']);
});

test('leaves alone what has nothing to warm up, and what cannot be loaded', async () => {
  const missing: EngineChoice = { name: 'a', label: 'A', load: () => Promise.reject(new TypeError('fetch failed')) };
  await warmUp([missing, choice('b', can)], undefined);
});

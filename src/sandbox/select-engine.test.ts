import { expect, test } from 'vitest';
import { bootFirst, surveyEngines, type EngineChoice } from './select-engine.ts';
import { SandboxError, type Sandbox, type Support } from './sandbox.ts';

const sandbox = {} as Sandbox;
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

test('a survey boots none', async () => {
  const boot = () => Promise.reject(new Error('booted'));
  expect(await surveyEngines([choice('a', can, boot), choice('b', cannot('No.'))])).toMatchObject([
    { name: 'a', support: { ok: true } },
    { name: 'b', support: { ok: false, reason: 'No.' } },
  ]);
});

/** A slow computer fails no check. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CheckSpec } from '../core/check/check.schema.ts';
import type { ScenarioFacts } from '../core/check/facts.ts';
import type { ScenarioAction } from '../core/check/scenario.schema.ts';
import { scriptedSandbox } from '../../tests/support/scripted-sandbox.ts';
import { explain } from './explain.ts';
import { judge } from './judge.ts';
import { runScenario } from './scenario-runner.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const FAIR_MS = 300;
const SLOW_MS = 2_500;
const CHECK: CheckSpec = { kind: 'output-count', says: 'It is ready.', text: 'ready', times: 1 };

/** The facts of a program that took this long to start, and never gets ready. */
async function drive(startMs: number, { optional = true, says = '' } = {}): Promise<ScenarioFacts> {
  const { sandbox, tell, print } = scriptedSandbox();
  const run = { entry: 'main.mjs', entries: ['main.mjs'], args: [], env: {} };
  const ready = { state: 'printed', text: 'ready', count: 1 } as const;
  const scenario: ScenarioAction[] = [{ do: 'wait', for: ready, withinMs: 1_000, optional }];
  const guests = { tracer: '', loadGenerator: '' };
  const files = { 'main.mjs': '' };
  const facts = runScenario({ sandbox, step: { run, scenario }, files, guests, onText: () => undefined });
  // Handled at once, as a failure may come while time is advanced.
  facts.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(startMs);
  tell({ type: 'process.started', role: 'primary', node: 'v24', ppid: 1 });
  print(says);
  await vi.advanceTimersByTimeAsync(60_000);
  return facts;
}

test('what a quick computer did not show has failed', async () => {
  expect(judge(CHECK, await drive(FAIR_MS))).toMatchObject({ kind: 'judged', verdict: { passed: false } });
});

test('what a slow computer did not show is not judged, and says what was seen', async () => {
  expect(judge(CHECK, await drive(SLOW_MS))).toMatchObject({
    kind: 'not-judged',
    message: expect.stringMatching(/^Not judged: this computer was too slow/),
    found: 'main.mjs never printed "ready".',
    tryAgain: true,
  });
});

test('what a slow computer did show has passed', async () => {
  expect(judge(CHECK, await drive(SLOW_MS, { says: 'ready\n' }))).toMatchObject({ verdict: { passed: true } });
});

test('a scenario that cannot go on says whether the program or the computer is why', async () => {
  const reason = (startMs: number) =>
    drive(startMs, { optional: false }).then(
      () => undefined,
      (error: unknown) => explain(error, 'The check'),
    );
  expect(await reason(FAIR_MS)).toEqual({
    message: 'main.mjs: "ready" in the output did not happen within 1 s.',
    hint: expect.stringContaining('Change it'),
  });
  expect(await reason(SLOW_MS)).toMatchObject({
    message: expect.stringMatching(/^Not judged: this computer was too slow.*"ready" in the output did not happen/),
    tryAgain: true,
  });
});

/** What is done to a learner's program, in order (design: CHECKS.md). A new action is one member of the union here and one runner in src/session. */
import { z } from 'zod';
import { loadPlanSchema } from '../load/load-plan.schema.ts';

const withinMs = z
  .int()
  .min(100)
  .max(60_000)
  .default(5_000)
  .describe('Limit in milliseconds; passing it ends the scenario with a sentence.');

/** Starts a program of the step; ends the one before it. Implied at the start of a scenario, with the step's `run.entry`. */
export const startAction = z.strictObject({
  do: z.literal('start'),
  entry: z.string().min(1),
});

export const waitAction = z.strictObject({
  do: z.literal('wait'),
  for: z
    .discriminatedUnion('state', [
      z.strictObject({ state: z.literal('workers-online'), count: z.int().min(1) }),
      z.strictObject({ state: z.literal('workers-listening'), count: z.int().min(1) }),
      z.strictObject({ state: z.literal('any-listening') }),
      z.strictObject({ state: z.literal('workers-exited'), count: z.int().min(1) }),
      z.strictObject({ state: z.literal('program-exited') }),
      z.strictObject({ state: z.literal('quiet'), ms: z.int().min(50).max(5_000).default(300) }),
    ])
    .describe('`quiet`: no trace event and no output for `ms`.'),
  withinMs,
  optional: z.boolean().default(false).describe('Passing the limit is no failure: the checks judge what was seen.'),
});

export const loadAction = z.strictObject({ do: z.literal('load'), ...loadPlanSchema.shape });

export const signalAction = z.strictObject({
  do: z.literal('signal'),
  to: z.union([
    z.literal('primary'),
    z.literal('group'),
    z.literal('each-worker'),
    z.strictObject({ worker: z.int().min(1) }),
  ]),
  signal: z.enum(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGUSR2', 'SIGSTOP', 'SIGCONT']),
});

export const scenarioSchema = z
  .array(z.discriminatedUnion('do', [startAction, waitAction, loadAction, signalAction]))
  .min(1);

export type ScenarioAction = z.output<typeof scenarioSchema>[number];
export type WaitFor = z.output<typeof waitAction>['for'];

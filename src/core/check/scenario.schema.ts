/** Actions on a learner's program, in order. A new action is one member of the union here and one runner in src/session. */
import { z } from 'zod';
import { loadPlanSchema } from '../load/load-plan.schema.ts';
import { loadName } from './check-fields.schema.ts';
import { args, env } from './start-fields.schema.ts';

const path = z
  .string()
  .startsWith('/')
  .meta({ examples: ['/slow'] });
const text = z
  .string()
  .min(1)
  .meta({ examples: ['ready'] });

const withinMs = z
  .int()
  .min(100)
  .max(60_000)
  .default(5_000)
  .describe(
    'So many milliseconds nothing may happen, on a computer that is quick enough (decision 24); passing it ends the scenario with a sentence.',
  );

/** Starts a program of the step; ends the one before it. Implied at the start of a scenario, with the step's `run.entry`. */
const startAction = z.strictObject({
  do: z.literal('start'),
  entry: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Default: the step's `run.entry`.", examples: ['main.mjs'] }),
  as: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'What checks call this start; default: the entry.', examples: ['first'] }),
  args: args.optional().describe("Default: the step's `run.args`."),
  env: env.describe("Added to the step's `run.env`."),
  pinned: z.boolean().default(false).describe('To one core, with taskset; the step needs `taskset`.'),
});

const waitFor = z
  .discriminatedUnion('state', [
    z.strictObject({ state: z.literal('workers-online'), count: z.int().min(1) }),
    z.strictObject({
      state: z.literal('workers-listening'),
      count: z.int().min(1),
      above: z.int().min(0).default(0).describe('Only workers with a higher id count: those that replaced others.'),
    }),
    z.strictObject({ state: z.literal('any-listening') }),
    z.strictObject({ state: z.literal('workers-exited'), count: z.int().min(1) }),
    z.strictObject({ state: z.literal('program-exited') }),
    z.strictObject({
      state: z.literal('request-started'),
      path,
      count: z.int().min(1).default(1),
    }),
    z.strictObject({ state: z.literal('printed'), text, count: z.int().min(1).default(1) }),
    z.strictObject({ state: z.literal('load-answered'), load: loadName, count: z.int().min(1) }),
    z.strictObject({ state: z.literal('load-done'), load: loadName }),
    z.strictObject({ state: z.literal('quiet'), ms: z.int().min(50).max(5_000).default(300) }),
  ])
  .describe('`quiet`: no trace event and no output for `ms`; a load is counted by what its sender saw.');

const waitAction = z.strictObject({
  do: z.literal('wait'),
  for: waitFor,
  withinMs,
  optional: z.boolean().default(false).describe('Passing the limit is no failure: the checks judge what was seen.'),
});

const loadAction = z.strictObject({
  do: z.literal('load'),
  ...loadPlanSchema.omit({ held: true }).shape,
  background: z
    .boolean()
    .default(false)
    .describe('The next action follows at once; the scenario ends when the load does.'),
});

/** Requests held open until the program's end, such as subscriptions to events; settles once each has its head. */
const subscribeAction = z.strictObject({
  do: z.literal('subscribe'),
  name: z
    .string()
    .min(1)
    .max(60)
    .meta({ description: 'Checks name it as a load.', examples: ['listeners'] }),
  count: z.int().min(1).max(50),
  path,
  withinMs,
});

const signalAction = z.strictObject({
  do: z.literal('signal'),
  to: z
    .union([
      z.literal('primary'),
      z.literal('group'),
      z.literal('each-worker'),
      z.literal('busy-worker'),
      z.strictObject({ worker: z.int().min(1) }),
    ])
    .describe('`busy-worker`: one that has begun a request and not finished it.'),
  signal: z.enum(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGUSR2', 'SIGSTOP', 'SIGCONT']),
  optional: z
    .boolean()
    .default(false)
    .describe('That the process is gone already is no failure: the checks judge what was seen.'),
});

/** Changes a file while the program runs. */
const writeAction = z.strictObject({
  do: z.literal('write'),
  path: z
    .string()
    .min(1)
    .meta({ examples: ['config.json'] }),
  text: z.string().meta({ examples: ['{"workers":3}'] }),
});

/** Types into the program's standard input. */
const inputAction = z.strictObject({
  do: z.literal('input'),
  text: z
    .string()
    .min(1)
    .meta({ examples: ['stop\n'] }),
});

export const scenarioSchema = z
  .array(
    z.discriminatedUnion('do', [
      startAction,
      waitAction,
      loadAction,
      subscribeAction,
      signalAction,
      writeAction,
      inputAction,
    ]),
  )
  .min(1)
  .meta({ examples: [[{ do: 'wait', for: { state: 'program-exited' } }]] });

export type ScenarioAction = z.output<typeof scenarioSchema>[number];
export type StartAction = z.output<typeof startAction>;
export type WaitFor = z.output<typeof waitFor>;

/** Kinds of check that judge a program's output, its end and its workers' ends. */
import { z } from 'zod';
import { common, range, regExp, signal } from './check-fields.schema.ts';

const outputCountCheck = z.strictObject({
  kind: z.literal('output-count'),
  ...common,
  text: z
    .string()
    .min(1)
    .meta({ description: 'Looked for in stdout and stderr.', examples: ['ready'] }),
  times: z.int().min(0),
});

const outputMatchCheck = z
  .strictObject({
    kind: z.literal('output-match'),
    ...common,
    pattern: regExp,
    times: range.default({ atLeast: 1 }),
    number: range.optional().describe('What the first group of the last match says, as a number.'),
  })
  .describe('The output matches so many times.');

const lifecycleLogCheck = z
  .strictObject({ kind: z.literal('lifecycle-log'), ...common })
  .describe(
    'The program printed "worker 1: online" and so on, for each worker all that the trace tells, in that order.',
  );

const exitsCheck = z
  .strictObject({
    kind: z.literal('exits'),
    ...common,
    count: range,
    code: z.int().optional(),
    signal,
    voluntary: z.boolean().optional().describe('As exitedAfterDisconnect tells.'),
  })
  .describe('So many workers ended in that way.');

const endCheck = z
  .strictObject({
    kind: z.literal('end'),
    ...common,
    code: z.union([z.int(), z.literal('not 0')]).optional(),
    signal,
  })
  .describe('How the program itself ended.');

export const outputChecks = [outputCountCheck, outputMatchCheck, lifecycleLogCheck, exitsCheck, endCheck] as const;

export type OutputCountCheck = z.output<typeof outputCountCheck>;
export type OutputMatchCheck = z.output<typeof outputMatchCheck>;
export type ExitsCheck = z.output<typeof exitsCheck>;
export type EndCheck = z.output<typeof endCheck>;

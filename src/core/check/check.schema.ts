/** What must be true after a step's scenario: data in step.mdx. A new kind is one member here and one file in kinds/. */
import { z } from 'zod';

const says = z.string().min(1).describe('The check in one sentence, as the learner reads it.');
const program = z.string().optional().describe('Only this entry; default: every program that the scenario started.');

export const outputCountCheck = z.strictObject({
  kind: z.literal('output-count'),
  says,
  program,
  text: z.string().min(1).describe('Looked for in stdout and stderr.'),
  times: z.int().min(0),
});

export const distributionCheck = z.strictObject({
  kind: z.literal('distribution'),
  says,
  program,
  load: z.string().describe("The load's name in the scenario."),
  perWorker: z.array(z.int().min(0)).describe('Requests answered by each worker, in any order.'),
});

export const checkSchema = z.discriminatedUnion('kind', [outputCountCheck, distributionCheck]);

export type CheckSpec = z.output<typeof checkSchema>;
export type OutputCountCheck = z.output<typeof outputCountCheck>;
export type DistributionCheck = z.output<typeof distributionCheck>;

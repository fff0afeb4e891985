/** What must be true after a step's scenario: data in step.mdx. A new kind is one member here and one file in kinds/. */
import { z } from 'zod';

const says = z.string().min(1).describe('The check in one sentence, as the learner reads it.');
const program = z.string().optional().describe('Only this entry; default: every program that the scenario started.');
const hint = z.string().optional().describe('Where to look when it fails; default: what the kind of check says.');
const common = { says, program, hint };
const loadName = z.string().describe("The load's name in the scenario.");

export const outputCountCheck = z.strictObject({
  kind: z.literal('output-count'),
  ...common,
  text: z.string().min(1).describe('Looked for in stdout and stderr.'),
  times: z.int().min(0),
});

export const distributionCheck = z.strictObject({
  kind: z.literal('distribution'),
  ...common,
  load: loadName,
  perWorker: z.array(z.int().min(0)).describe('Requests answered by each worker, in any order.'),
});

export const answeredByWorkersCheck = z
  .strictObject({ kind: z.literal('answered-by-workers'), ...common, load: loadName })
  .describe('Every request answered, each by a child of the primary; the primary itself served none.');

export const workersCheck = z
  .strictObject({
    kind: z.literal('workers'),
    ...common,
    alive: z.int().min(0).optional(),
    listening: z.int().min(0).optional(),
  })
  .describe('How many workers live, and how many of these listen, at the end of the scenario.');

export const oneSocketCheck = z
  .strictObject({ kind: z.literal('one-socket'), ...common })
  .describe('One listening socket serves the port that all living workers share, and the primary alone holds it.');

export const portsCheck = z
  .strictObject({
    kind: z.literal('ports'),
    ...common,
    shared: z.int().min(0).describe('Distinct ports on which several workers listen through the primary.'),
    private: z.int().min(0).describe('Distinct ports that one worker holds for itself.'),
  })
  .describe('Which ports the workers listen on.');

export const workerEnvCheck = z
  .strictObject({
    kind: z.literal('worker-env'),
    ...common,
    name: z.string().min(1).describe('The environment variable that tells workers apart.'),
    values: z
      .array(z.strictObject({ value: z.string(), listens: z.boolean() }))
      .min(1)
      .describe('One living worker for each value; whether that worker listens.'),
  })
  .describe('Each worker got its own value of a variable, and the primary did not get it.');

export const checkSchema = z.discriminatedUnion('kind', [
  outputCountCheck,
  distributionCheck,
  answeredByWorkersCheck,
  workersCheck,
  oneSocketCheck,
  portsCheck,
  workerEnvCheck,
]);

export type CheckSpec = z.output<typeof checkSchema>;
export type OutputCountCheck = z.output<typeof outputCountCheck>;
export type DistributionCheck = z.output<typeof distributionCheck>;
export type AnsweredByWorkersCheck = z.output<typeof answeredByWorkersCheck>;
export type WorkersCheck = z.output<typeof workersCheck>;
export type PortsCheck = z.output<typeof portsCheck>;
export type WorkerEnvCheck = z.output<typeof workerEnvCheck>;

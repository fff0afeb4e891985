/** Kinds of check that judge requests: their outcomes, their times and their servers. */
import { z } from 'zod';
import { common, loadName, range } from './check-fields.schema.ts';

const answeredCheck = z
  .strictObject({
    kind: z.literal('answered'),
    ...common,
    load: loadName,
    atLeast: z.int().min(1).optional().describe('So many of its requests; default: every one.'),
    status: z.int().default(200),
    body: z
      .string()
      .optional()
      .meta({
        description:
          'The whole body; {n} is the number of the request, {pid} and {worker} the process that served it by the trace.',
        examples: ['hello from {worker}'],
      }),
    contains: z
      .string()
      .optional()
      .meta({ description: 'A part of the body, with the same {n}, {pid} and {worker}.', examples: ['{pid}'] }),
    number: range.optional().describe("The body of the load's last answer, as a number."),
  })
  .describe('Requests of a load got the answer that they should.');

const statusesCheck = z
  .strictObject({
    kind: z.literal('statuses'),
    ...common,
    load: loadName,
    counts: z
      .record(z.string().regex(/^(\d{3}|failed|timed-out)$/, 'A status, `failed` or `timed-out`.'), range)
      .meta({ description: 'How many requests ended so. What is not named does not count.', examples: [{ 200: 20 }] }),
  })
  .describe('How the requests of a load ended.');

const moment = z.strictObject({
  load: loadName,
  moment: z
    .enum(['sent', 'started', 'finished', 'answered'])
    .describe('`sent` and `answered` as the sender saw it; `started` and `finished` as the server did.'),
});

const orderCheck = z
  .strictObject({ kind: z.literal('order'), ...common, first: moment, then: moment })
  .describe('Every moment of the first kind came before every one of the second.');

const heldUpCheck = z
  .strictObject({
    kind: z.literal('held-up'),
    ...common,
    load: loadName,
    by: loadName,
    count: range,
  })
  .describe('So many requests of a load were sent while another load was under way and answered only after its end.');

const concurrentCheck = z
  .strictObject({
    kind: z.literal('concurrent'),
    ...common,
    load: loadName,
    count: range,
    within: z.enum(['a process', 'the program', 'different workers']).default('a process'),
  })
  .describe(
    'How many requests of a load were open at the same time at the most: in one process, in all, or in different workers.',
  );

const receivedCheck = z
  .strictObject({
    kind: z.literal('received'),
    ...common,
    load: loadName.describe('The name of a subscription.'),
    text: z
      .string()
      .min(1)
      .meta({ examples: ['tick'] }),
    times: range,
  })
  .describe('Each subscriber was told a text so many times.');

const requestsCheck = z
  .strictObject({
    kind: z.literal('requests'),
    ...common,
    method: z
      .string()
      .optional()
      .meta({ examples: ['GET'] }),
    path: z
      .string()
      .optional()
      .meta({ description: 'The whole path, or its beginning when it ends in *.', examples: ['/static/*'] }),
    count: range.optional().describe('Requests that began, in all processes.'),
    perWorker: z.array(z.int().min(0)).optional().describe('By worker, in any order.'),
    connections: range.optional().describe('Connections on which they came.'),
  })
  .describe('What the servers of the program saw, whoever sent it.');

const answeredByWorkersCheck = z
  .strictObject({ kind: z.literal('answered-by-workers'), ...common, load: loadName })
  .describe('Every request answered, each by a child of the primary; the primary itself served none.');

const distributionCheck = z.strictObject({
  kind: z.literal('distribution'),
  ...common,
  load: loadName,
  perWorker: z.array(z.int().min(0)).describe('Requests answered by each worker, in any order.'),
  among: z
    .enum(['workers', 'children'])
    .optional()
    .describe(
      'Default: workers. `children`: the workers are processes that `child_process` started, without the cluster module.',
    ),
});

const spreadCheck = z
  .strictObject({
    kind: z.literal('spread'),
    ...common,
    load: loadName,
    workers: z.int().min(1).describe('So many workers took part.'),
    each: range.describe('Requests answered by each of them.'),
  })
  .describe('How the answers of a load spread over workers.');

const newcomersCheck = z
  .strictObject({
    kind: z.literal('newcomers'),
    ...common,
    load: loadName,
    above: z.int().min(0).describe('Workers with a higher id are the new ones.'),
    percent: range.describe('Of the answers of the load.'),
    fromRequest: z.int().min(1).default(1).describe('Count only from this request of the load on.'),
  })
  .describe('Which part of a load was answered by workers that replaced others.');

const handedOverCheck = z
  .strictObject({
    kind: z.literal('handed-over'),
    ...common,
    load: loadName,
    connections: range.describe('Connections that carried the load.'),
  })
  .describe('The primary handed every connection of a load to the worker that served its requests.');

export const requestChecks = [
  answeredCheck,
  statusesCheck,
  orderCheck,
  heldUpCheck,
  concurrentCheck,
  receivedCheck,
  requestsCheck,
  answeredByWorkersCheck,
  distributionCheck,
  spreadCheck,
  newcomersCheck,
  handedOverCheck,
] as const;

export type AnsweredCheck = z.output<typeof answeredCheck>;
export type StatusesCheck = z.output<typeof statusesCheck>;
export type OrderCheck = z.output<typeof orderCheck>;
export type HeldUpCheck = z.output<typeof heldUpCheck>;
export type ConcurrentCheck = z.output<typeof concurrentCheck>;
export type ReceivedCheck = z.output<typeof receivedCheck>;
export type RequestsCheck = z.output<typeof requestsCheck>;
export type AnsweredByWorkersCheck = z.output<typeof answeredByWorkersCheck>;
export type DistributionCheck = z.output<typeof distributionCheck>;
export type SpreadCheck = z.output<typeof spreadCheck>;
export type NewcomersCheck = z.output<typeof newcomersCheck>;
export type HandedOverCheck = z.output<typeof handedOverCheck>;
export type Moment = z.output<typeof moment>;

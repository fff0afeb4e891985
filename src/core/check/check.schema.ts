/** What must be true after a step's scenario: data in step.mdx. A new kind is one member here and one file in kinds/. */
import { z } from 'zod';
import { common, loadName, range, regExp, type bound } from './check-fields.schema.ts';

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
  among: z
    .enum(['workers', 'children'])
    .optional()
    .describe(
      'Default: workers. `children`: the workers are processes that `child_process` started, without the cluster module.',
    ),
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

export const answeredCheck = z
  .strictObject({
    kind: z.literal('answered'),
    ...common,
    load: loadName,
    atLeast: z.int().min(1).optional().describe('So many of its requests; default: every one.'),
    status: z.int().default(200),
    body: z
      .string()
      .optional()
      .describe(
        'The whole body; {n} is the number of the request, {pid} and {worker} the process that served it by the trace.',
      ),
    contains: z.string().optional().describe('A part of the body, with the same {n}, {pid} and {worker}.'),
    number: range.optional().describe("The body of the load's last answer, as a number."),
  })
  .describe('Requests of a load got the answer that they should.');

export const statusesCheck = z
  .strictObject({
    kind: z.literal('statuses'),
    ...common,
    load: loadName,
    counts: z
      .record(z.string().regex(/^(\d{3}|failed|timed-out)$/, 'A status, `failed` or `timed-out`.'), range)
      .describe('How many requests ended so. What is not named does not count.'),
  })
  .describe('How the requests of a load ended.');

const moment = z.strictObject({
  load: loadName,
  moment: z
    .enum(['sent', 'started', 'finished', 'answered'])
    .describe('`sent` and `answered` as the sender saw it; `started` and `finished` as the server did.'),
});

export const orderCheck = z
  .strictObject({ kind: z.literal('order'), ...common, first: moment, then: moment })
  .describe('Every moment of the first kind came before every one of the second.');

export const heldUpCheck = z
  .strictObject({
    kind: z.literal('held-up'),
    ...common,
    load: loadName,
    by: loadName,
    count: range,
  })
  .describe('So many requests of a load were sent while another load was under way and answered only after its end.');

export const concurrentCheck = z
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

export const processesCheck = z
  .strictObject({
    kind: z.literal('processes'),
    ...common,
    workers: range.optional().describe('Workers ever forked.'),
    children: range.optional().describe('Other processes ever started.'),
    threads: range.optional().describe('Threads of worker_threads ever started.'),
    listening: range.optional().describe('Workers that listen at the end of the scenario.'),
  })
  .describe('What the program started, over the whole run.');

export const exitsCheck = z
  .strictObject({
    kind: z.literal('exits'),
    ...common,
    count: range,
    code: z.int().optional(),
    signal: z.string().optional(),
    voluntary: z.boolean().optional().describe('As exitedAfterDisconnect tells.'),
  })
  .describe('So many workers ended in that way.');

export const endCheck = z
  .strictObject({
    kind: z.literal('end'),
    ...common,
    code: z.union([z.int(), z.literal('not 0')]).optional(),
    signal: z.string().optional(),
  })
  .describe('How the program itself ended.');

export const outputMatchCheck = z
  .strictObject({
    kind: z.literal('output-match'),
    ...common,
    pattern: regExp,
    times: range.default({ atLeast: 1 }),
    number: range.optional().describe('What the first group of the last match says, as a number.'),
  })
  .describe('The output matches so many times.');

export const spreadCheck = z
  .strictObject({
    kind: z.literal('spread'),
    ...common,
    load: loadName,
    workers: z.int().min(1).describe('So many workers took part.'),
    each: range.describe('Requests answered by each of them.'),
  })
  .describe('How the answers of a load spread over workers.');

export const newcomersCheck = z
  .strictObject({
    kind: z.literal('newcomers'),
    ...common,
    load: loadName,
    above: z.int().min(0).describe('Workers with a higher id are the new ones.'),
    percent: range.describe('Of the answers of the load.'),
    fromRequest: z.int().min(1).default(1).describe('Count only from this request of the load on.'),
  })
  .describe('Which part of a load was answered by workers that replaced others.');

export const neverFewerCheck = z
  .strictObject({ kind: z.literal('never-fewer'), ...common, listening: z.int().min(1) })
  .describe('Once so many workers listened, there were never fewer.');

export const receivedCheck = z
  .strictObject({
    kind: z.literal('received'),
    ...common,
    load: loadName.describe('The name of a subscription.'),
    text: z.string().min(1),
    times: range,
  })
  .describe('Each subscriber was told a text so many times.');

export const requestsCheck = z
  .strictObject({
    kind: z.literal('requests'),
    ...common,
    method: z.string().optional(),
    path: z.string().optional().describe('The whole path, or its beginning when it ends in *.'),
    count: range.optional().describe('Requests that began, in all processes.'),
    perWorker: z.array(z.int().min(0)).optional().describe('By worker, in any order.'),
    connections: range.optional().describe('Connections on which they came.'),
  })
  .describe('What the servers of the program saw, whoever sent it.');

export const sideBySideCheck = z
  .strictObject({
    kind: z.literal('side-by-side'),
    ...common,
    processes: range.describe('Processes that child_process started, alive at the same time at the most.'),
  })
  .describe('How many processes of the program, beside the first one, lived at the same time.');

export const lifecycleLogCheck = z
  .strictObject({ kind: z.literal('lifecycle-log'), ...common })
  .describe(
    'The program printed "worker 1: online" and so on, for each worker all that the trace tells, in that order.',
  );

export const handedOverCheck = z
  .strictObject({
    kind: z.literal('handed-over'),
    ...common,
    load: loadName,
    connections: range.describe('Connections that carried the load.'),
  })
  .describe('The primary handed every connection of a load to the worker that served its requests.');

export const findingsCheck = z
  .strictObject({
    kind: z.literal('findings'),
    ...common,
    load: loadName,
    file: z
      .string()
      .min(1)
      .describe(
        'A JSON file of the learner: { <program>: { "sockets": 1, "heldBy": "primary", "acceptedBy": "primary" } }.',
      ),
  })
  .describe("What the learner found out about a program's listening sockets is what kernel and trace say.");

export const threadsNamedCheck = z
  .strictObject({
    kind: z.literal('threads-named'),
    ...common,
    name: z.string().min(1).describe('As the kernel knows it, at most 15 characters: libuv-worker, V8Worker.'),
    count: range,
  })
  .describe('So many threads of the program itself have that name at the end of the scenario, as the host sees them.');

export const checkSchema = z.discriminatedUnion('kind', [
  outputCountCheck,
  distributionCheck,
  answeredByWorkersCheck,
  workersCheck,
  oneSocketCheck,
  portsCheck,
  workerEnvCheck,
  answeredCheck,
  statusesCheck,
  orderCheck,
  heldUpCheck,
  concurrentCheck,
  processesCheck,
  exitsCheck,
  endCheck,
  outputMatchCheck,
  spreadCheck,
  newcomersCheck,
  neverFewerCheck,
  receivedCheck,
  requestsCheck,
  sideBySideCheck,
  lifecycleLogCheck,
  handedOverCheck,
  findingsCheck,
  threadsNamedCheck,
]);

export type CheckSpec = z.output<typeof checkSchema>;
export type OutputCountCheck = z.output<typeof outputCountCheck>;
export type DistributionCheck = z.output<typeof distributionCheck>;
export type AnsweredByWorkersCheck = z.output<typeof answeredByWorkersCheck>;
export type WorkersCheck = z.output<typeof workersCheck>;
export type PortsCheck = z.output<typeof portsCheck>;
export type WorkerEnvCheck = z.output<typeof workerEnvCheck>;
export type Bound = z.output<typeof bound>;
export type Range = z.output<typeof range>;
export type Moment = z.output<typeof moment>;
export type AnsweredCheck = z.output<typeof answeredCheck>;
export type StatusesCheck = z.output<typeof statusesCheck>;
export type OrderCheck = z.output<typeof orderCheck>;
export type HeldUpCheck = z.output<typeof heldUpCheck>;
export type ConcurrentCheck = z.output<typeof concurrentCheck>;
export type ProcessesCheck = z.output<typeof processesCheck>;
export type ExitsCheck = z.output<typeof exitsCheck>;
export type EndCheck = z.output<typeof endCheck>;
export type OutputMatchCheck = z.output<typeof outputMatchCheck>;
export type SpreadCheck = z.output<typeof spreadCheck>;
export type NewcomersCheck = z.output<typeof newcomersCheck>;
export type NeverFewerCheck = z.output<typeof neverFewerCheck>;
export type ReceivedCheck = z.output<typeof receivedCheck>;
export type SideBySideCheck = z.output<typeof sideBySideCheck>;
export type RequestsCheck = z.output<typeof requestsCheck>;
export type HandedOverCheck = z.output<typeof handedOverCheck>;
export type FindingsCheck = z.output<typeof findingsCheck>;
export type ThreadsNamedCheck = z.output<typeof threadsNamedCheck>;

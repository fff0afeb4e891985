/** Kinds of check that judge processes, threads and their ports. */
import { z } from 'zod';
import { common, loadName, range } from './check-fields.schema.ts';

const workersCheck = z
  .strictObject({
    kind: z.literal('workers'),
    ...common,
    alive: z.int().min(0).optional(),
    listening: z.int().min(0).optional(),
  })
  .describe('How many workers live, and how many of these listen, at the end of the scenario.');

const processesCheck = z
  .strictObject({
    kind: z.literal('processes'),
    ...common,
    workers: range.optional().describe('Workers ever forked.'),
    children: range.optional().describe('Other processes ever started.'),
    threads: range.optional().describe('Threads of worker_threads ever started.'),
    listening: range.optional().describe('Workers that listen at the end of the scenario.'),
  })
  .describe('What the program started, over the whole run.');

const workerEnvCheck = z
  .strictObject({
    kind: z.literal('worker-env'),
    ...common,
    name: z
      .string()
      .min(1)
      .meta({ description: 'The environment variable that tells workers apart.', examples: ['ROLE'] }),
    values: z
      .array(z.strictObject({ value: z.string().meta({ examples: ['web'] }), listens: z.boolean() }))
      .min(1)
      .describe('One living worker for each value; whether that worker listens.'),
  })
  .describe('Each worker got its own value of a variable, and the primary did not get it.');

const sideBySideCheck = z
  .strictObject({
    kind: z.literal('side-by-side'),
    ...common,
    processes: range.describe('Processes that child_process started, alive at the same time at the most.'),
  })
  .describe('How many processes of the program, beside the first one, lived at the same time.');

const threadsNamedCheck = z
  .strictObject({
    kind: z.literal('threads-named'),
    ...common,
    name: z
      .string()
      .min(1)
      .meta({
        description: 'As the kernel knows it, at most 15 characters: libuv-worker, V8Worker.',
        examples: ['libuv-worker'],
      }),
    count: range,
  })
  .describe('So many threads of the program itself have that name at the end of the scenario, as the host sees them.');

const neverFewerCheck = z
  .strictObject({ kind: z.literal('never-fewer'), ...common, listening: z.int().min(1) })
  .describe('Once so many workers listened, there were never fewer.');

const portsCheck = z
  .strictObject({
    kind: z.literal('ports'),
    ...common,
    shared: z.int().min(0).describe('Distinct ports on which several workers listen through the primary.'),
    private: z.int().min(0).describe('Distinct ports that one worker holds for itself.'),
  })
  .describe('Which ports the workers listen on.');

const oneSocketCheck = z
  .strictObject({ kind: z.literal('one-socket'), ...common })
  .describe('One listening socket serves the port that all living workers share, and the primary alone holds it.');

const findingsCheck = z
  .strictObject({
    kind: z.literal('findings'),
    ...common,
    load: loadName,
    file: z
      .string()
      .min(1)
      .meta({
        description:
          'A JSON file of the learner: { <program>: { "sockets": 1, "heldBy": "primary", "acceptedBy": "primary" } }.',
        examples: ['findings.json'],
      }),
  })
  .describe("What the learner found out about a program's listening sockets is what kernel and trace say.");

export const processChecks = [
  workersCheck,
  processesCheck,
  workerEnvCheck,
  sideBySideCheck,
  threadsNamedCheck,
  neverFewerCheck,
  portsCheck,
  oneSocketCheck,
  findingsCheck,
] as const;

export type WorkersCheck = z.output<typeof workersCheck>;
export type ProcessesCheck = z.output<typeof processesCheck>;
export type WorkerEnvCheck = z.output<typeof workerEnvCheck>;
export type SideBySideCheck = z.output<typeof sideBySideCheck>;
export type ThreadsNamedCheck = z.output<typeof threadsNamedCheck>;
export type NeverFewerCheck = z.output<typeof neverFewerCheck>;
export type PortsCheck = z.output<typeof portsCheck>;
export type FindingsCheck = z.output<typeof findingsCheck>;

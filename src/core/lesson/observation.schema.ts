/** Kinds of answers that a run gives to a prediction. A new kind is one member here and one function in observations/. */
import { z } from 'zod';

const text = z
  .string()
  .min(1)
  .meta({ examples: ['ready'] });
const path = z
  .string()
  .min(1)
  .meta({ examples: ['/cpu'] });

const load = z
  .strictObject({
    requests: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: 'At least so many.', examples: [50] }),
    connections: z.int().min(1).max(500).default(1).describe('At once, as in the Load form.'),
    keepAlive: z.boolean().default(false),
    path: z
      .string()
      .startsWith('/')
      .default('/')
      .meta({ examples: ['/work'] }),
    during: path.optional().describe('The path of a request that is under way when this load begins.'),
  })
  .optional()
  .describe('The load that decides, as a learner sends it; after any other the page says which one is missing.');

export const observationSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('times-printed'), text }).describe('How often the text was printed.'),
    z.strictObject({ kind: z.literal('line-printed'), startsWith: text }).describe('The first line that begins so.'),
    z
      .strictObject({
        kind: z.literal('printed-order'),
        texts: z.tuple([text, text]).meta({ examples: [['online', 'first line']] }),
      })
      .describe('Which of two texts was printed first.'),
    z.strictObject({ kind: z.literal('ports') }).describe('The ports on which the workers listen.'),
    z.strictObject({ kind: z.literal('workers-on-one-port') }).describe('How many workers listen on the same port.'),
    z
      .strictObject({ kind: z.literal('workers-forked'), withinMs: z.int().min(100).max(60_000).optional() })
      .describe('How many workers were ever started, or how many in the first `withinMs` of the run.'),
    z.strictObject({ kind: z.literal('worker-exits') }).describe('Which workers ended, and how.'),
    z.strictObject({ kind: z.literal('exit-code') }).describe('How the program itself ended.'),
    z.strictObject({ kind: z.literal('messages') }).describe('How many messages each process received.'),
    z
      .strictObject({ kind: z.literal('load-split'), load })
      .describe('How many requests of the last load each process answered.'),
    z
      .strictObject({
        kind: z.literal('load-time'),
        path: path.optional().describe('Only a load for this path.'),
        load,
      })
      .describe('Time of all requests and of the slowest.'),
    z
      .strictObject({ kind: z.literal('load-held-up'), overMs: z.int().min(1).max(60_000), load })
      .describe('How many requests waited longer than `overMs`.'),
    z.strictObject({ kind: z.literal('load-failures') }).describe('What was answered, and why the rest was not.'),
    z.strictObject({ kind: z.literal('load-statuses') }).describe('How many requests got which status.'),
    z
      .strictObject({ kind: z.literal('request-order'), path, during: path })
      .describe('Whether a request for `path` began before the one for `during` was answered.'),
    z
      .strictObject({ kind: z.literal('exit-and-load') })
      .describe('Whether the first worker to leave left before the load was over.'),
  ])
  .describe('What in the run answers the prediction.');

export type Observation = z.output<typeof observationSchema>;
export type DecidingLoad = NonNullable<z.output<typeof load>>;

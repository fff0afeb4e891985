/** Names of Node's own modules, each with its meaning and a step that teaches it. */
import { z } from 'zod';
import { experimentsSchema, shownBySchema } from './shown-by.schema.ts';

export const nodeApiSchema = z.record(
  z
    .string()
    .regex(
      /^[a-z_]+(?:\.[A-Za-z_]+)+(?:\('\w+'\))?$/,
      "A name as in `cluster.fork`, or an event as in `cluster.on('exit')`.",
    )
    .meta({ examples: ['cluster.fork'] }),
  z.strictObject({
    of: z
      .enum(['node:cluster', 'node:http', 'node:net'])
      .optional()
      .describe('The module that a file must import, where the name begins with a variable.'),
    words: z
      .string()
      .min(1)
      .max(220)
      .meta({
        description: 'What it means, in a sentence or two; words between `backticks` are code.',
        examples: ['Starts a worker, which runs the same file from its first line.'],
      }),
    shownBy: shownBySchema,
    experiments: experimentsSchema,
  }),
);

export type NodeApis = z.output<typeof nodeApiSchema>;
export type NodeApi = NodeApis[string];

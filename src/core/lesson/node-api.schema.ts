/** Names of Node's own modules, each with what it means and a step that teaches it. */
import { z } from 'zod';

export const nodeApiSchema = z.record(
  z
    .string()
    .regex(
      /^[a-z_]+(?:\.[A-Za-z_]+)+(?:\('\w+'\))?$/,
      "A name as in `cluster.fork`, or an event as in `cluster.on('exit')`.",
    ),
  z.strictObject({
    of: z
      .enum(['node:cluster', 'node:http', 'node:net'])
      .optional()
      .describe('The module that a file must import, where the name begins with a variable.'),
    words: z
      .string()
      .min(1)
      .max(220)
      .describe('What it means, in a sentence or two; words between `backticks` are code.'),
    shownBy: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'A step: <lesson>/<step>.'),
  }),
);

export type NodeApis = z.output<typeof nodeApiSchema>;
export type NodeApi = NodeApis[string];

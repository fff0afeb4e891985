/** The course's words, each with its meaning and a step that demonstrates it. */
import { z } from 'zod';
import { experimentsSchema, shownBySchema } from './shown-by.schema.ts';

export const glossarySchema = z.record(
  z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower case letters, digits and hyphens.')
    .meta({ examples: ['handle'] }),
  z.strictObject({
    term: z
      .string()
      .min(1)
      .meta({ description: 'As it is written in a sentence.', examples: ['handle'] }),
    words: z
      .string()
      .min(1)
      .max(260)
      .meta({
        description: 'What it means, in a sentence or two; words between `backticks` are code.',
        examples: ['What stands for an open socket in a process.'],
      }),
    shownBy: shownBySchema,
    experiments: experimentsSchema,
  }),
);

export type Glossary = z.output<typeof glossarySchema>;

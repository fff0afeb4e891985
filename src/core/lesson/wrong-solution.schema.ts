/** An author's notes on a step's wrong solution, beside its files in tests/content/wrong. */
import { z } from 'zod';

export const wrongSolutionSchema = z.strictObject({
  why: z
    .string()
    .min(1)
    .meta({
      description: 'What is wrong with it, in a sentence.',
      examples: ['Every worker takes a port of its own.'],
    }),
  fails: z
    .string()
    .min(1)
    .meta({
      description: 'What the check that it must fail says, word for word.',
      examples: ['Two workers live, and both listen.'],
    }),
});

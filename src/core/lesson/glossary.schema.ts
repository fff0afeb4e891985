/** The course's words, each with what it means and a step that shows it. */
import { z } from 'zod';

export const glossarySchema = z.record(
  z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower case letters, digits and hyphens.'),
  z.strictObject({
    term: z.string().min(1),
    words: z
      .string()
      .min(1)
      .max(260)
      .describe('What it means, in a sentence or two; words between `backticks` are code.'),
    shownBy: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'A step: <lesson>/<step>.'),
  }),
);

export type Glossary = z.output<typeof glossarySchema>;
export type GlossaryEntry = Glossary[string];

/** A program of the gallery as its author writes it, beside its files in src/content/playground. */
import { z } from 'zod';
import { args, env } from '../../../core/check/start-fields.schema.ts';

export const galleryProgramSchema = z.strictObject({
  title: z
    .string()
    .min(3)
    .max(60)
    .meta({ examples: ['Crash loop'] }),
  watch: z
    .string()
    .min(20)
    .max(320)
    .meta({
      description: 'What to do and what to see; a content test shows that it is so.',
      examples: ['Press Run, and see each worker that ends replaced by another.'],
    }),
  entry: z.string().meta({ description: 'The file that Run starts.', examples: ['main.mjs'] }),
  args: args.default([]),
  env,
  load: z
    .strictObject({
      requests: z.int().min(1).max(10_000).default(20),
      connections: z.int().min(1).max(500).default(1),
      keepAlive: z.boolean().default(false),
      path: z.string().startsWith('/').default('/'),
    })
    .prefault({})
    .describe('What the Load form begins with.'),
});

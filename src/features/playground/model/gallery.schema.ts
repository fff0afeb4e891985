/** A program of the gallery as its author writes it, beside its files in src/content/playground. */
import { z } from 'zod';

export const galleryProgramSchema = z.strictObject({
  title: z.string().min(3).max(60),
  watch: z.string().min(20).max(320).describe('What to do and what to see; a content test shows that it is so.'),
  entry: z.string().describe('The file that Run starts.'),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
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

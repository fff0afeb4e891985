/** The prose of lessons and steps, rendered by Astro; everything else about them is read by src/content-reader. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { lessonSchema, stepSchema } from './core/lesson/lesson.schema.ts';

const base = 'src/content/lessons';
/** `03-cluster-basics/02-same-port/step.mdx` -> `03-cluster-basics/02-same-port`. */
const folderOf = ({ entry }: { entry: string }) => entry.split('/').slice(0, -1).join('/');

export const collections = {
  lessons: defineCollection({
    loader: glob({ base, pattern: '*/lesson.mdx', generateId: folderOf }),
    schema: lessonSchema,
  }),
  steps: defineCollection({
    loader: glob({ base, pattern: '*/*/step.mdx', generateId: folderOf }),
    schema: stepSchema,
  }),
};

/** The kinds of YAML that authors write, each with its schema, which editors read as JSON. */
import type { z } from 'zod';
import { glossarySchema } from '../core/lesson/glossary.schema.ts';
import { lessonSchema, stepSchema } from '../core/lesson/lesson.schema.ts';
import { nodeApiSchema } from '../core/lesson/node-api.schema.ts';
import { wrongSolutionSchema } from '../core/lesson/wrong-solution.schema.ts';
import { galleryProgramSchema } from '../features/playground/model/gallery.schema.ts';
import { misconceptionsSchema, quizSchema } from '../features/quiz/model/quiz.schema.ts';

export const contentSchemas = {
  lesson: lessonSchema,
  step: stepSchema,
  quiz: quizSchema,
  misconceptions: misconceptionsSchema,
  glossary: glossarySchema,
  'node-api': nodeApiSchema,
  program: galleryProgramSchema,
  wrong: wrongSolutionSchema,
} satisfies Record<string, z.ZodType>;

/** What a file's schema is called: that of quiz.yaml is `quiz`. */
export type ContentKind = keyof typeof contentSchemas;

/** Front matter of a lesson and of its steps. */
import { z } from 'zod';
import { checkSchema } from '../check/check.schema.ts';
import { scenarioSchema } from '../check/scenario.schema.ts';
import { everyNeed } from './needs.ts';
import { observationSchema } from './observation.schema.ts';

export const lessonSchema = z.strictObject({
  title: z.string().min(1).max(60),
  summary: z.string().min(1).max(200).describe('One sentence for the list of lessons.'),
  status: z
    .enum(['written', 'planned'])
    .describe('A planned lesson shows its summary and says that it is not written.'),
  outcomes: z.array(z.string().min(1)).default([]).describe('What the learner will be able to do, shown at the start.'),
  takeaways: z.array(z.string().min(1)).default([]).describe('What to keep in mind, shown at the end.'),
});

const file = z.string().regex(/^[\w.-]+(?:\/[\w.-]+)*$/, 'A path inside files/, with / between its parts.');

export const predictionSchema = z.strictObject({
  question: z.string().min(1),
  choices: z
    .array(
      z.strictObject({
        text: z.string().min(1),
        right: z.boolean().default(false),
        misconception: z
          .string()
          .optional()
          .describe('Id in misconceptions.yaml: what someone who picks this wrong choice believes, if it is one.'),
      }),
    )
    .min(2)
    .max(5)
    .refine((choices) => choices.filter(({ right }) => right).length === 1, 'Exactly one choice is right.')
    .refine(
      (choices) => choices.every(({ right, misconception }) => !right || misconception === undefined),
      'A right choice names no misconception.',
    ),
  program: file.optional().describe('Only runs of this entry answer the prediction; default: every entry.'),
  observe: observationSchema.optional(),
  explanation: z.string().min(1).describe('Shown after the run, whatever was predicted.'),
});

export const stepSchema = z.strictObject({
  title: z.string().min(1).max(60),
  goal: z.string().min(1).max(200).describe('What the exercise asks for, in one sentence.'),
  minutes: z.int().min(1).max(60),
  run: z.strictObject({
    entry: file.describe('The file that Run starts.'),
    entries: z.array(file).optional().describe('Every file that Run can start; default: the entry alone.'),
    args: z.array(z.string()).default([]),
    env: z.record(z.string(), z.string()).default({}),
  }),
  scenario: scenarioSchema,
  checks: z.array(checkSchema).min(1),
  needs: z.array(z.enum(everyNeed)).default([]).describe('What the step needs beyond the guard, for example proc-fs.'),
  prediction: predictionSchema,
});

export type LessonMatter = z.output<typeof lessonSchema>;
export type StepMatter = z.output<typeof stepSchema>;
export type Prediction = z.output<typeof predictionSchema>;

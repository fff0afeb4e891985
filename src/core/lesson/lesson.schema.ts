/** Front matter of a lesson and of its steps. */
import { z } from 'zod';
import { checkSchema } from '../check/check.schema.ts';
import { args, env } from '../check/start-fields.schema.ts';
import { scenarioSchema } from '../check/scenario.schema.ts';
import { besideSlips } from '../beside-slips.ts';
import { everyNeed } from './needs.ts';
import { observationSchema } from './observation.schema.ts';

export const lessonSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(60)
    .meta({ examples: ['Cluster basics'] }),
  summary: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'One sentence for the list of lessons.', examples: ['How workers share one port.'] }),
  status: z
    .enum(['written', 'planned'])
    .describe('A planned lesson shows its summary and says that it is not written.'),
  outcomes: z
    .array(
      z
        .string()
        .min(1)
        .meta({ examples: ['Say who holds the port.'] }),
    )
    .default([])
    .describe('What the learner will be able to do, shown at the start.'),
  takeaways: z
    .array(
      z
        .string()
        .min(1)
        .meta({ examples: ['The primary holds the port.'] }),
    )
    .default([])
    .describe('What to keep in mind, shown at the end.'),
});

const file = z
  .string()
  .regex(/^[\w.-]+(?:\/[\w.-]+)*$/, 'A path inside files/, with / between its parts.')
  .meta({ examples: ['main.mjs'] });

const predictionSchema = z.strictObject({
  question: z
    .string()
    .min(1)
    .meta({ description: 'It can be answered before Run.', examples: ['How often is “ready” printed?'] }),
  choices: z
    .array(
      z.strictObject({
        text: z
          .string()
          .min(1)
          .meta({ examples: ['Once'] }),
        right: z.boolean().default(false),
        misconception: z
          .string()
          .optional()
          .meta({
            description: 'Id in misconceptions.yaml: what someone who picks this wrong choice believes, if it is one.',
            examples: ['top-level-runs-once'],
          }),
      }),
    )
    .min(2)
    .max(5)
    .refine((choices) => choices.filter(({ right }) => right).length === 1, {
      error: 'Exactly one choice is right.',
      ...besideSlips.inList,
    })
    .refine((choices) => choices.every(({ right, misconception }) => !right || misconception === undefined), {
      error: 'A right choice names no misconception.',
      ...besideSlips.inList,
    })
    .meta({
      examples: [
        [
          { text: 'Once', misconception: 'top-level-runs-once' },
          { text: 'Three times', right: true },
        ],
      ],
    }),
  program: file.optional().describe('Only runs of this entry answer the prediction; default: every entry.'),
  observe: observationSchema.optional(),
  explanation: z
    .string()
    .min(1)
    .meta({
      description: 'Shown after the run, whatever was predicted.',
      examples: ['Every process runs the file from its first line.'],
    }),
});

export const stepSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(60)
    .meta({ examples: ['One port, who holds it?'] }),
  goal: z
    .string()
    .min(1)
    .max(200)
    .meta({
      description: 'What the exercise asks for, in one sentence.',
      examples: ['Let both workers answer on the same port.'],
    }),
  minutes: z
    .int()
    .min(1)
    .max(60)
    .meta({ description: 'How long it takes.', examples: [8] }),
  run: z.strictObject({
    entry: file.describe('The file that Run starts.'),
    entries: z.array(file).optional().describe('Every file that Run can start; default: the entry alone.'),
    args: args.default([]),
    env,
  }),
  scenario: scenarioSchema,
  checks: z.array(checkSchema).min(1),
  needs: z
    .array(z.enum(everyNeed))
    .default([])
    .meta({ description: 'What the step needs beyond the guard.', examples: [['proc-fs']] }),
  prediction: predictionSchema,
});

export type LessonMatter = z.output<typeof lessonSchema>;
export type StepMatter = z.output<typeof stepSchema>;
export type Prediction = z.output<typeof predictionSchema>;

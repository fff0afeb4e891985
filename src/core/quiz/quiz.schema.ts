/** A step's questions, each wrong option with the misconception behind it. */
import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower case letters, digits and hyphens.');

const option = z
  .strictObject({
    text: z.string().min(1),
    correct: z.boolean().default(false),
    misconception: slug.optional().describe('Id in misconceptions.yaml: what someone who picks this believes.'),
    feedback: z.string().min(1).describe('Said when it was picked: why it is so, or why not.'),
  })
  .refine(({ correct, misconception }) => correct !== (misconception !== undefined), {
    error: 'A wrong option names its misconception; a correct one has none.',
  });

export const questionSchema = z.strictObject({
  id: slug,
  question: z.string().min(1),
  options: z
    .array(option)
    .min(2)
    .max(6)
    .refine((options) => options.some(({ correct }) => correct), 'At least one option is correct.'),
});

export const quizSchema = z.array(questionSchema).min(1);

export const misconceptionsSchema = z.record(
  slug,
  z.strictObject({
    belief: z.string().min(1).describe('As the one who holds it would say it.'),
    why: z.string().min(1).describe('Why one comes to believe it.'),
    truth: z.string().min(1),
    shownBy: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'A step, as lesson/step, that shows the truth.'),
  }),
);

export type Question = z.output<typeof questionSchema>;
export type Misconceptions = z.output<typeof misconceptionsSchema>;
export type Misconception = Misconceptions[string];

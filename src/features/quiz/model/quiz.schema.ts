/** A step's questions of every kind, each wrong answer with the misconception behind it. */
import { z } from 'zod';
import { normalise } from './normalise.ts';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower case letters, digits and hyphens.');
const misconception = slug.describe('Id in misconceptions.yaml: what someone who answers so believes.');
const feedback = z.string().min(1);

const optionSchema = z
  .strictObject({
    text: z.string().min(1),
    correct: z.boolean().default(false),
    misconception: misconception.optional(),
    feedback: feedback.describe('Said when it was picked: why it is so, or why not.'),
  })
  .refine(({ correct, misconception: named }) => correct !== (named !== undefined), {
    error: 'A wrong option names its misconception; a correct one has none.',
  });

const optionsSchema = z
  .array(optionSchema)
  .min(2)
  .max(6)
  .refine((options) => options.some(({ correct }) => correct), 'At least one option is correct.')
  .refine((options) => options.some(({ correct }) => !correct), 'At least one option is wrong.');

/** Known wrong answers to what is typed, each group of one belief. */
const mistakesSchema = z
  .array(z.strictObject({ answers: z.array(z.string().min(1)).min(1), misconception, feedback }))
  .min(1);
const acceptSchema = z.array(z.string().min(1)).min(1).describe('Every wording that counts as right.');

const itemSchema = z.strictObject({
  text: z.string().min(1),
  misconception: misconception.optional(),
  feedback: feedback.optional().describe('Said to one who puts this item before the one above it.'),
});

const itemsSchema = z
  .array(itemSchema)
  .min(3)
  .max(7)
  .superRefine((items, context) => {
    items.forEach((item, index) => {
      const isExplained = item.misconception !== undefined && item.feedback !== undefined;
      if (index === 0 && (item.misconception ?? item.feedback) !== undefined)
        context.addIssue({
          code: 'custom',
          path: [0],
          message: 'The first item has text alone: none stands above it.',
        });
      if (index > 0 && !isExplained)
        context.addIssue({
          code: 'custom',
          path: [index],
          message:
            'Each item after the first says what believes who puts it before the one above: misconception, feedback.',
        });
      if (items.findIndex(({ text }) => text === item.text) !== index)
        context.addIssue({ code: 'custom', path: [index, 'text'], message: 'Items differ from each other.' });
    });
  });

const asked = {
  id: slug.refine((id) => id !== 'prediction', "Another id: “prediction” is the step's own."),
  question: z.string().min(1).describe('Words between `backticks` are shown as code.'),
  code: z.string().min(1).optional().describe('A short JavaScript program shown below the question.'),
};

const choiceSchema = z.strictObject({ ...asked, kind: z.literal('choice'), options: optionsSchema });

const orderingSchema = z.strictObject({
  ...asked,
  kind: z.literal('ordering'),
  items: itemsSchema.describe('In the right order; the page shows them in another.'),
  feedback: feedback.describe('Said when the order is right.'),
});

const typed = {
  accept: acceptSchema,
  feedback: feedback.describe('Said when it is right.'),
  mistakes: mistakesSchema,
  otherwise: feedback.describe('Said to a wrong answer that is none of the mistakes.'),
};

const shortSchema = z.strictObject({ ...asked, kind: z.literal('short'), ...typed }).superRefine(tellApart);

const outputSchema = z
  .strictObject({
    ...asked,
    kind: z.literal('output'),
    code: z.string().min(1).describe('Runs in CI: what it prints must be judged right.'),
    options: optionsSchema.optional(),
    accept: typed.accept.optional(),
    feedback: typed.feedback.optional(),
    mistakes: typed.mistakes.optional(),
    otherwise: typed.otherwise.optional(),
  })
  .transform(({ options, accept, feedback: right, mistakes, otherwise, ...rest }, context) => {
    const isTyped = accept !== undefined && right !== undefined && mistakes !== undefined && otherwise !== undefined;
    const hasTyped = [accept, right, mistakes, otherwise].some((part) => part !== undefined);
    if (options !== undefined && !hasTyped) return { ...rest, options };
    if (options === undefined && isTyped) {
      const question = { ...rest, accept, feedback: right, mistakes, otherwise };
      tellApart(question, context);
      return question;
    }
    context.addIssue('An output question has options, or accept with feedback, mistakes and otherwise.');
    return z.NEVER;
  });

/** A typed answer has one meaning: it is right, or one mistake. */
function tellApart(
  { accept, mistakes }: { accept: readonly string[]; mistakes: readonly { answers: readonly string[] }[] },
  context: z.core.$RefinementCtx,
): void {
  const seen = new Set(accept.map(normalise));
  mistakes.forEach(({ answers }, mistake) => {
    answers.forEach((answer, index) => {
      const path = ['mistakes', mistake, 'answers', index];
      if (seen.has(normalise(answer)))
        context.addIssue({
          code: 'custom',
          path,
          message: 'An answer that stands nowhere else: case, spaces, quotes and number words make no difference.',
        });
      seen.add(normalise(answer));
    });
  });
}

export const questionSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && !('kind' in value) ? { kind: 'choice', ...value } : value),
  z.discriminatedUnion('kind', [choiceSchema, orderingSchema, shortSchema, outputSchema], {
    error: 'kind is choice (when it is left out), ordering, short or output.',
  }),
);

export const quizSchema = z
  .array(questionSchema)
  .min(1)
  .superRefine((questions, context) => {
    questions.forEach(({ id }, index) => {
      if (questions.findIndex((other) => other.id === id) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'id'], message: 'Each question has an id of its own.' });
    });
  });

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
export type Option = z.output<typeof optionSchema>;
export type OrderedItem = z.output<typeof itemSchema>;
/** By how it is answered; an output question is one of the first two. */
export type OptionsQuestion = Extract<Question, { options: unknown }>;
export type TypedQuestion = Extract<Question, { accept: unknown }>;
export type OrderingQuestion = Extract<Question, { items: unknown }>;
export type Misconceptions = z.output<typeof misconceptionsSchema>;
export type Misconception = Misconceptions[string];

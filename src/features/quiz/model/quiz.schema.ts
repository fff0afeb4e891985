/** A step's questions of every kind, each wrong answer with the misconception behind it. */
import { z } from 'zod';
import { besideSlips } from '../../../core/beside-slips.ts';
import { shownBySchema } from '../../../core/lesson/shown-by.schema.ts';
import { normalise } from './normalise.ts';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower case letters, digits and hyphens.');
const misconception = slug.meta({
  description: 'Id in misconceptions.yaml: what someone who answers so believes.',
  examples: ['fork-copies-memory'],
});
const feedback = z
  .string()
  .min(1)
  .meta({ examples: ['Each process has memory of its own.'] });
const answer = z
  .string()
  .min(1)
  .meta({ examples: ['2'] });

const WRONG_OPTION = {
  text: 'Only the primary',
  misconception: 'top-level-runs-once',
  feedback: "Nothing marks this line as the primary's.",
};

const optionSchema = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .meta({ examples: ['Only the primary'] }),
    correct: z.boolean().default(false),
    misconception: misconception.optional(),
    feedback: feedback.describe('Said when it was picked: why it is so, or why not.'),
  })
  .refine(({ correct, misconception: named }) => correct !== (named !== undefined), {
    error: 'A wrong option names its misconception; a correct one has none.',
    ...besideSlips.inFields,
  })
  .meta({ examples: [WRONG_OPTION] });

const optionsSchema = z
  .array(optionSchema)
  .min(2)
  .max(6)
  .refine((options) => options.some(({ correct }) => correct), {
    error: 'At least one option is correct.',
    ...besideSlips.inList,
  })
  .refine((options) => options.some(({ correct }) => !correct), {
    error: 'At least one option is wrong.',
    ...besideSlips.inList,
  })
  .meta({
    examples: [
      [
        WRONG_OPTION,
        { text: 'The primary and every worker', correct: true, feedback: 'With W workers it runs W + 1 times.' },
      ],
    ],
  });

/** Known wrong answers to what is typed, each group of one belief. */
const mistakesSchema = z.array(z.strictObject({ answers: z.array(answer).min(1), misconception, feedback })).min(1);
const acceptSchema = z
  .array(answer)
  .min(1)
  .meta({ description: 'Every wording that counts as right.', examples: [['1', 'one socket']] });

const itemSchema = z.strictObject({
  text: z
    .string()
    .min(1)
    .meta({ examples: ['The primary binds the port'] }),
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
      if (item.text !== undefined && items.findIndex(({ text }) => text === item.text) !== index)
        context.addIssue({ code: 'custom', path: [index, 'text'], message: 'Items differ from each other.' });
    });
  }, besideSlips.inList)
  .meta({
    description: 'In the right order; the page shows them in another.',
    examples: [
      [
        { text: 'The worker asks the primary' },
        {
          text: 'The primary binds the port',
          misconception: 'port-is-inherited',
          feedback: 'It opens the socket because a worker asked.',
        },
        {
          text: 'The request is read',
          misconception: 'requests-are-balanced',
          feedback: 'The connection is handed over before any byte is read.',
        },
      ],
    ],
  });

const PROGRAM = "import cluster from 'node:cluster';\nconsole.log(cluster.isPrimary);\n";

const asked = {
  id: slug
    .refine((id) => id !== 'prediction', "Another id: “prediction” is the step's own.")
    .meta({ description: 'Never changes: links and answers hang on it.', examples: ['who-binds-the-port'] }),
  question: z
    .string()
    .min(1)
    .meta({
      description: 'Words between `backticks` are shown as code.',
      examples: ['Which process binds the port?'],
    }),
  code: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'A short JavaScript program shown below the question.', examples: [PROGRAM] }),
};

const choiceSchema = z.strictObject({
  ...asked,
  kind: z.literal('choice').default('choice'),
  options: optionsSchema,
});

const orderingSchema = z.strictObject({
  ...asked,
  kind: z.literal('ordering'),
  items: itemsSchema,
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
    code: z
      .string()
      .min(1)
      .meta({ description: 'Runs in CI: what it prints must be judged right.', examples: [PROGRAM] }),
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

const questionSchema = z.discriminatedUnion('kind', [choiceSchema, orderingSchema, shortSchema, outputSchema]);

export const quizSchema = z
  .array(questionSchema)
  .min(1)
  .superRefine((questions, context) => {
    questions.forEach(({ id }, index) => {
      if (id === undefined || questions.findIndex((other) => other.id === id) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'id'], message: 'Each question has an id of its own.' });
    });
  }, besideSlips.inList);

export const misconceptionsSchema = z.record(
  misconception,
  z.strictObject({
    belief: z
      .string()
      .min(1)
      .meta({
        description: 'As the one who holds it would say it.',
        examples: ['fork() copies the memory of the primary.'],
      }),
    why: z
      .string()
      .min(1)
      .meta({ description: 'Why one comes to believe it.', examples: ['On Unix, fork(2) does.'] }),
    truth: z
      .string()
      .min(1)
      .meta({
        description: 'In a sentence or two.',
        examples: ['A worker is a new process that begins with nothing.'],
      }),
    shownBy: shownBySchema,
  }),
);

export type Question = z.output<typeof questionSchema>;
/** By how it is answered; an output question is one of the first two. */
export type OptionsQuestion = Extract<Question, { options: unknown }>;
export type TypedQuestion = Extract<Question, { accept: unknown }>;
export type OrderingQuestion = Extract<Question, { items: unknown }>;
export type Misconceptions = z.output<typeof misconceptionsSchema>;

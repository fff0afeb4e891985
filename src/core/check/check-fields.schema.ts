/** Common fields of several kinds of check: their sentence, their program, a load's name, numbers and patterns. */
import { z } from 'zod';

const says = z
  .string()
  .min(1)
  .meta({
    description: 'The check in one sentence, as the learner reads it.',
    examples: ['Two workers live, and both listen.'],
  });
const program = z
  .string()
  .optional()
  .meta({
    description: 'Only this entry; default: every program that the scenario started.',
    examples: ['main.mjs'],
  });
const hint = z
  .string()
  .optional()
  .meta({
    description: 'Where to look when it fails; default: what the kind of check says.',
    examples: ['Who calls listen()?'],
  });
export const common = { says, program, hint };
export const signal = z
  .string()
  .optional()
  .meta({ examples: ['SIGTERM'] });
export const loadName = z.string().meta({ description: "The load's name in the scenario.", examples: ['visitors'] });

export const bound = z.union([z.int().min(0), z.literal('cores')]);
export const range = z.union([bound, z.strictObject({ atLeast: bound.optional(), atMost: bound.optional() })]).meta({
  description: 'An exact number, or bounds; `cores` stands for what can run at the same time where it runs.',
  examples: [{ atLeast: 1 }],
});
export const regExp = z
  .string()
  .min(1)
  .refine((source) => isRegExp(source), 'A regular expression.')
  .meta({ description: 'Regular expression; ^ and $ are the ends of a line.', examples: ['^worker \\d: online$'] });

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

export type Bound = z.output<typeof bound>;
export type Range = z.output<typeof range>;

/** What several kinds of check share: their sentence, their program, a load's name, numbers and patterns. */
import { z } from 'zod';

const says = z.string().min(1).describe('The check in one sentence, as the learner reads it.');
const program = z.string().optional().describe('Only this entry; default: every program that the scenario started.');
const hint = z.string().optional().describe('Where to look when it fails; default: what the kind of check says.');
export const common = { says, program, hint };
export const loadName = z.string().describe("The load's name in the scenario.");

export const bound = z.union([z.int().min(0), z.literal('cores')]);
export const range = z
  .union([bound, z.strictObject({ atLeast: bound.optional(), atMost: bound.optional() })])
  .describe('An exact number, or bounds; `cores` stands for what can run at the same time where it runs.');
export const regExp = z
  .string()
  .min(1)
  .refine((source) => isRegExp(source), 'A regular expression.')
  .describe('Regular expression; ^ and $ are the ends of a line.');

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

export type Bound = z.output<typeof bound>;
export type Range = z.output<typeof range>;

/** The state of a check: pending, judged by its facts, or not judged, with the reason. */
import type { CheckSpec } from '../core/check/check.schema.ts';
import { evaluateCheck } from '../core/check/evaluate.ts';
import type { ScenarioFacts, Verdict } from '../core/check/facts.ts';
import { explain, TOO_SLOW, type Explanation } from './explain.ts';
import { inTerminal } from './in-terminal.ts';

export type CheckState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  | NotJudged;

/** The scenario failed, or its facts say nothing: neither passed nor failed. */
export interface NotJudged extends Explanation {
  readonly kind: 'not-judged';
  /** The finding all the same. */
  readonly found?: string;
}

/** Terminal text after a checked program: its processes did not crash, they were ended. */
export const CHECK_ENDS = inTerminal('The check ends your program here.', 'Press Run to start it for yourself.');

export function judge(check: CheckSpec, facts: ScenarioFacts): CheckState {
  try {
    const verdict = evaluateCheck(check, facts);
    return verdict.passed || verdict.inDoubt !== true
      ? { kind: 'judged', verdict }
      : { kind: 'not-judged', ...TOO_SLOW, found: verdict.found };
  } catch (error) {
    return { kind: 'not-judged', ...explain(error, 'The check') };
  }
}

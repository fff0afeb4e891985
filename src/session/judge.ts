/** What became of a check: waited for, judged by what was seen, or not judged, with the reason. */
import type { CheckSpec } from '../core/check/check.schema.ts';
import { evaluateCheck } from '../core/check/evaluate.ts';
import type { ScenarioFacts, Verdict } from '../core/check/facts.ts';
import { explain } from './explain.ts';
import { inTerminal } from './in-terminal.ts';

export type CheckState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  /** The scenario could not be carried out, so nothing was judged. */
  | { readonly kind: 'not-judged'; readonly message: string; readonly hint: string };

/** In the terminal, after what was checked: its processes did not crash, they were ended. */
export const CHECK_ENDS = inTerminal('The check ends your program here.', 'Press Run to start it for yourself.');

export function judge(check: CheckSpec, facts: ScenarioFacts): CheckState {
  try {
    return { kind: 'judged', verdict: evaluateCheck(check, facts) };
  } catch (error) {
    return { kind: 'not-judged', ...explain(error, 'The check') };
  }
}

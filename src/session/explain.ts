/** Turns a failure into a sentence for the learner and a remedy. */
import { SandboxError } from '@cluster-lab/sandbox';

export interface Explanation {
  readonly message: string;
  readonly hint: string;
  /** Whether another try may succeed. */
  readonly tryAgain?: true;
}

/** A scenario that failed through the program's doing, or its not doing: news for the learner, not a bug of ours. */
export class ScenarioStopped extends Error {
  override readonly name = 'ScenarioStopped';
}

/** The sentence of every check for which this computer was too slow: it is no failure of the learner's. */
export const TOO_SLOW: Explanation = {
  message: 'Not judged: this computer was too slow to tell.',
  hint: 'Close what else keeps it busy, then try again.',
  tryAgain: true,
};

/** A scenario that failed because this computer was too slow for it. */
export class ScenarioTooSlow extends Error {
  override readonly name = 'ScenarioTooSlow';
}

/** @param doing the failed activity, as the subject of a sentence: "The run", "The check" */
export function explain(error: unknown, doing: string): Explanation {
  if (error instanceof ScenarioStopped) {
    return {
      message: error.message,
      hint: 'The terminal shows what the program said. Change it and check again.',
    };
  }
  if (error instanceof ScenarioTooSlow) return { ...TOO_SLOW, message: `${TOO_SLOW.message} ${error.message}` };
  if (error instanceof SandboxError) return { message: error.message, hint: error.hint };
  return {
    message: `${doing} itself broke: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is our mistake, not yours. Try once more; if it stays, reload the page: your code is kept.',
  };
}

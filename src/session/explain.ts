/** Turns what went wrong into a sentence for the learner and a way on. */
import { SandboxError } from '@cluster-lab/sandbox';

export interface Explanation {
  readonly message: string;
  readonly hint: string;
}

/** A scenario that could not be carried out because of what the program did (or did not do): the learner's news, not our bug. */
export class ScenarioStopped extends Error {
  override readonly name = 'ScenarioStopped';
}

/** @param doing what was under way, as the subject of a sentence: "The run", "The check" */
export function explain(error: unknown, doing: string): Explanation {
  if (error instanceof ScenarioStopped) {
    return {
      message: error.message,
      hint: 'The terminal shows what the program said. Change it and check again.',
    };
  }
  if (error instanceof SandboxError) return { message: error.message, hint: error.hint };
  return {
    message: `${doing} itself broke: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is our mistake, not yours. Try once more; if it stays, reload the page: your code is kept.',
  };
}

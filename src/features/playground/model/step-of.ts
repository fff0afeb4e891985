/** A playground as what a session runs: a step without scenario, checks or anything granted. */
import type { StepProgram } from '../../../core/lesson/step-program.ts';
import type { Playground } from './playground.ts';

/** No step of the course is called so: there is no slash in it. */
const PLAYGROUND_STEP = 'playground';

export function stepOf({ files, entry, args, env }: Pick<Playground, 'files' | 'entry' | 'args' | 'env'>): StepProgram {
  return {
    id: PLAYGROUND_STEP,
    run: { entry, entries: Object.keys(files), args, env },
    files,
    solution: {},
    scenario: [],
    checks: [],
    needs: [],
  };
}

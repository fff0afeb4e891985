/** Steps of the course that ask for what no browser gives, and what that is: their recorded runs are shown in its place. */
import type { Need } from '../../../src/core/lesson/needs.ts';

export const LACKING: Readonly<Record<string, readonly Need[]>> = {
  'single-process/not-one-thread-either': ['proc-fs', 'process-table'],
  'why-multi-core/how-many-workers': ['taskset'],
  'load-balancing/kernel': ['proc-fs', 'process-table', 'sigstop', 'shared-handles', 'reuse-port'],
};

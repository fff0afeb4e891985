/** The number of workers that live at the end of the scenario, and of those that listen. */
import type { WorkersCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { counted, livingWorkers } from './living.ts';

export function judgeWorkers({ alive, listening }: WorkersCheck, { entry, topology }: ProgramFacts): Verdict {
  const living = livingWorkers(topology);
  const listeners = living.filter(({ servers }) => servers.length > 0);
  const found = `${entry}: ${counted(living.length, 'worker')} alive, ${listeners.length === 0 ? 'none' : listeners.length} listening.`;
  const passed = living.length === (alive ?? living.length) && listeners.length === (listening ?? listeners.length);
  if (passed) return { passed, found };
  const wanted = [
    ...(alive === undefined ? [] : [`${counted(alive, 'worker')} alive`]),
    ...(listening === undefined ? [] : [`${listening} listening`]),
  ];
  return {
    passed,
    expected: `${wanted.join(', ')}.`,
    found,
    hint: 'The table "Requests per worker" shows the state of each; the terminal shows why one ended.',
  };
}

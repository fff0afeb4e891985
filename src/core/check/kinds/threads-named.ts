/** Threads of the program by their names in the kernel: seen from outside by the host, not printed by the program. */
import type { ThreadsNamedCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { counted } from './living.ts';

export function judgeThreadsNamed({ name, count }: ThreadsNamedCheck, program: ProgramFacts): Verdict {
  const { host, pid, parallelism } = program;
  const threads = host?.processes.find((process) => process.pid === pid)?.threads;
  const named = threads?.filter((thread) => thread === name).length;
  if (named !== undefined && inRange(named, count, parallelism)) {
    return { passed: true, found: `The kernel knows ${counted(named, 'thread')} named ${name}.` };
  }
  return {
    passed: false,
    expected: `Threads named ${name}: ${describeRange(count, parallelism)}.`,
    found:
      threads === undefined
        ? 'Nobody could look: the program had ended, or this engine does not tell.'
        : `The program has ${counted(threads.length, 'thread')}: ${threads.join(', ')}.`,
    hint: 'A thread comes to be with the first work that is given to it. Which call gives work away?',
  };
}

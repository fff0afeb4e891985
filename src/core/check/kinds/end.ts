/** The program's own end. */
import type { EndCheck } from '../check-output.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';

export function judgeEnd({ code, signal }: EndCheck, { name, exit }: ProgramFacts): Verdict {
  const found =
    exit === null
      ? `${name} still ran when the scenario was over.`
      : `${name} ended ${exit.signal === null ? `with exit code ${exit.code}` : `by ${exit.signal}`}.`;
  const hasCode =
    code === undefined || (code === 'not 0' ? exit?.code !== 0 && exit?.code !== null : exit?.code === code);
  const passed = exit !== null && hasCode && (signal === undefined || exit.signal === signal);
  if (passed) return { passed, found };
  const how = [
    ...(code === undefined ? [] : [`with exit code ${code}`]),
    ...(signal === undefined ? [] : [`by ${signal}`]),
  ];
  return {
    passed,
    expected: `The program ends ${how.join(' ') || 'by itself'}.`,
    found,
    hint: 'process.exitCode sets the code for a natural end; what still listens or waits keeps a process alive.',
  };
}

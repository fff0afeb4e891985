/** The primary handed each connection to the worker that served it: as many handoffs as connections, however many requests. */
import { servedFor, servedRequests } from '../../trace/served-requests.ts';
import type { HandedOverCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { answersOf, outcomesOf } from './load-of.ts';
import { counted } from './living.ts';

export function judgeHandedOver({ load, connections }: HandedOverCheck, program: ProgramFacts): Verdict {
  const { events, parallelism } = program;
  const handed = new Set(
    events.filter((event) => event.type === 'connection.accepted').map(({ by, peer }) => `${by}:${peer}`),
  );
  const seen = servedRequests(events);
  const served = answersOf(program, load).map((answer) => servedFor(answer, seen));
  const carriers = new Set(served.map((request) => `${request?.worker}:${request?.peer}`));
  const missing = [...carriers].filter((carrier) => !handed.has(carrier)).length;
  const sent = outcomesOf(program, load).length;
  const found =
    `${served.length} of ${counted(sent, 'request')} answered, on ${counted(carriers.size, 'connection')}, ` +
    `of which the primary handed ${carriers.size - missing} to the worker that answered.`;
  const passed =
    sent > 0 && served.length === sent && missing === 0 && inRange(carriers.size, connections, parallelism);
  if (passed) return { passed, found };
  return {
    passed,
    expected: `Every request answered, on connections handed over by the primary: ${describeRange(connections, parallelism)}.`,
    found,
    hint: 'Each worker calls listen(port) and waits for connections; the primary creates no server.',
  };
}

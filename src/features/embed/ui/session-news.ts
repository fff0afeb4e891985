/** What a host hears of a learner's runs and checks. */
import type { Tell } from '../client/embed-frame.ts';
import { passedStatement, type Activity } from '../model/statement.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { Topology } from '../../../core/trace/topology.ts';
import type { Program } from '../../../session/program.ts';
import type { Session } from '../../../session/session.ts';

export function tellSession(session: Session, tell: Tell, activity: Activity, signal: AbortSignal): void {
  const followed = new WeakSet<Program>();
  watch(signal, () => {
    const [program, status] = [session.program.value, session.status.value];
    if (program === null || status.kind !== 'running' || status.checking || followed.has(program)) return;
    followed.add(program);
    const { variant } = status;
    void program.ended.then(({ code }) => {
      if (signal.aborted) return;
      tell({ type: 'run-finished', variant, code, requests: requestsIn(program.topology.peek()) });
    });
  });
  watch(signal, () => {
    const states = session.checks.value;
    const hasPassed = states.length > 0 && states.every((state) => state.kind === 'judged' && state.verdict.passed);
    if (hasPassed) tell({ type: 'check-passed', statement: passedStatement(activity, Date.now()) });
  });
}

/** As the table "Requests per worker" counts them. */
function requestsIn({ primary, workers }: Topology): Readonly<Record<string, number>> {
  const counts = workers.map(({ id, requests }) => [String(id), requests.finished] as const);
  return Object.fromEntries([
    ...counts,
    ...(primary === null ? [] : [['primary', primary.requests.finished] as const]),
  ]);
}

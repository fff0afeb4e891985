/** Tells the workshop what this page's learner does: steps, runs, checks, predictions and answers. Never code. */
import { readJson } from '../../../components/kit/read-json.ts';
import type { LearnerClient } from '../client/learner.ts';
import { watch } from '../../../components/kit/watch.ts';
import { openProgress } from '../../progress/client/progress-store.ts';
import type { Prediction } from '../../../core/lesson/lesson.schema.ts';
import { describeGiven } from '../../quiz/model/describe-given.ts';
import { misconceptionsOf } from '../../quiz/model/grade.ts';
import { WORKSHOP_LIMITS as most } from '../model/limits.ts';
import type { Program } from '../../../session/program.ts';
import type { Session } from '../../../session/session.ts';
import { ownRun } from '../../progress/ui/own-run.ts';
import type { QuizAnswered } from '../../lesson/ui/quiz-answered.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';
import { SessionOpened, type Workspace } from '../../../components/workspace/session-of.ts';

type Report = LearnerClient['report'];

export function reportWork(report: Report, signal: AbortSignal): void {
  const options = { capture: true, signal };
  document.addEventListener(
    SessionOpened.type,
    (event) => {
      if (event instanceof SessionOpened) follow(event.target as Workspace, event, report, signal);
    },
    options,
  );
  // This script may come after the page has opened its step.
  for (const workspace of openWorkspaces()) if (workspace.opened) follow(workspace, workspace.opened, report, signal);
  document.addEventListener(
    'quiz-answered',
    (event) => reportAnswer(event as CustomEvent<QuizAnswered>, report),
    options,
  );
  reportPredictions(report, signal);
}

export function openWorkspaces(): readonly Workspace[] {
  return [...document.querySelectorAll<Workspace>('lesson-workspace')].filter(({ opened }) => opened !== undefined);
}

function follow(workspace: Workspace, { session, signal }: SessionOpened, report: Report, whole: AbortSignal): void {
  if (workspace.localName !== 'lesson-workspace') return;
  const step = workspace.step.id;
  report({ kind: 'step', step });
  const open = AbortSignal.any([signal, whole]);
  reportRuns(session, step, report, open);
  reportChecks(session, step, report, open);
}

function reportRuns(session: Session, step: string, report: Report, signal: AbortSignal): void {
  const told = new WeakSet<Program>();
  watch(signal, () => {
    const [program, run] = [session.program.value, ownRun(session.status.value)];
    // The solution's runs and recordings say nothing of the learner.
    if (program === null || run?.own !== true || run.checking || told.has(program)) return;
    told.add(program);
    report({ kind: 'ran', step });
  });
}

function reportChecks(session: Session, step: string, report: Report, signal: AbortSignal): void {
  let told: unknown;
  watch(signal, () => {
    const states = session.checks.value;
    const judged = states.flatMap((state) => (state.kind === 'judged' ? [state.verdict.passed] : []));
    if (states.length === 0 || judged.length < states.length || told === states) return;
    told = states;
    report({ kind: 'checks', step, passed: judged.filter(Boolean).length, total: states.length });
  });
}

function reportAnswer({ detail, target }: CustomEvent<QuizAnswered>, report: Report): void {
  const { question } = (target as QuizForm).data;
  report({
    kind: 'answer',
    question: detail.key,
    correct: detail.correct,
    given: describeGiven(question, detail.given).slice(0, most.given),
    offers: [...misconceptionsOf(question)].slice(0, most.beliefs),
    beliefs: [...detail.misconceptions].slice(0, most.beliefs),
  });
}

/** Those that are committed from now on, in the forms of this page. */
function reportPredictions(report: Report, signal: AbortSignal): void {
  const store = openProgress();
  const picks = () => Object.entries(store.read().predictions).map(([step, { picked }]) => [step, picked] as const);
  const told = new Map(picks());
  store.onChange(() => {
    for (const [step, picked] of picks()) {
      if (told.get(step) === picked) continue;
      told.set(step, picked);
      const form = `prediction-form[data-step="${CSS.escape(step)}"]`;
      const { choices } = readJson<Pick<Prediction, 'choices'>>(document, `${form} script`, { choices: [] });
      const choice = choices[picked];
      if (choice === undefined) continue;
      const offers = choices.flatMap(({ misconception }) => misconception ?? []);
      report({
        kind: 'prediction',
        step,
        picked,
        correct: choice.right,
        offers,
        beliefs: [choice.misconception ?? []].flat(),
      });
    }
  }, signal);
}

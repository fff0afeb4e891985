/** Adds what has just happened to what is kept. Pure: the caller brings the time. */
import type { Moment, Progress, Shown, StepId, StepProgress } from './progress.ts';

export type Happening =
  | { readonly kind: 'opened' | 'read' | 'ran' | 'solved'; readonly step: StepId }
  | {
      readonly kind: 'predicted';
      readonly step: StepId;
      readonly asked: string;
      readonly picked: number;
      readonly right: boolean;
      readonly belief?: string | undefined;
    }
  /** A run answered the prediction. */
  | { readonly kind: 'shown'; readonly step: StepId; readonly shown: Omit<Shown, 'at'> };

/** @returns the same object when there is nothing new in it */
export function record(progress: Progress, happening: Happening, at: Moment): Progress {
  switch (happening.kind) {
    case 'opened':
      return progress.last === happening.step ? progress : { ...progress, last: happening.step };
    case 'read':
    case 'ran':
      return mark(progress, happening.step, { [happening.kind]: at });
    case 'solved':
      return mark(progress, happening.step, { ran: at, solved: at });
    case 'predicted': {
      const { step, asked, picked, right, belief } = happening;
      const prediction = { asked, picked, right, ...(belief === undefined ? {} : { belief }), at };
      return { ...progress, predictions: { ...progress.predictions, [step]: prediction } };
    }
    case 'shown':
      return recordShown(progress, happening.step, happening.shown, at);
    default:
      return happening satisfies never;
  }
}

/** What was done once stays done, with the time of the first. */
function mark(progress: Progress, step: StepId, done: StepProgress): Progress {
  const before = progress.steps[step] ?? {};
  const after = { ...done, ...before };
  const isNew = Object.keys(after).length > Object.keys(before).length;
  return isNew ? { ...progress, steps: { ...progress.steps, [step]: after } } : progress;
}

function recordShown(progress: Progress, step: StepId, { clause, changed }: Omit<Shown, 'at'>, at: Moment): Progress {
  const before = progress.predictions[step];
  if (before === undefined) return progress;
  if (before.shown?.clause === clause && before.shown.changed === changed) return progress;
  const prediction = { ...before, shown: { clause, changed, at } };
  return { ...progress, predictions: { ...progress.predictions, [step]: prediction } };
}

/** Reads what was stored or imported: nothing in it is believed, and what cannot be read is left out. No validator travels with the page. */
import { isRecord } from '../../../core/is-record.ts';
import { noProgress, PROGRESS_VERSION } from './progress.ts';
import type { Moment, PredictionProgress, Progress, Shown, StepProgress } from './progress.ts';

/** Undefined for what is no progress of this version at all. */
export function parseProgress(value: unknown): Progress | undefined {
  if (!isRecord(value) || value['version'] !== PROGRESS_VERSION) return undefined;
  const { last, steps, predictions } = value;
  return {
    ...noProgress,
    ...(typeof last === 'string' ? { last } : {}),
    steps: mapped(steps, step),
    predictions: mapped(predictions, prediction),
  };
}

function mapped<Entry>(value: unknown, read: (entry: Readonly<Record<string, unknown>>) => Entry | undefined) {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).flatMap(([key, entry]): [string, Entry][] => {
    const found = isRecord(entry) ? read(entry) : undefined;
    return found === undefined ? [] : [[key, found]];
  });
  return Object.fromEntries(entries);
}

function step(value: Readonly<Record<string, unknown>>): StepProgress {
  const names = ['read', 'ran', 'solved'] as const;
  return Object.fromEntries(names.flatMap((name) => (isMoment(value[name]) ? [[name, value[name]]] : [])));
}

function prediction(value: Readonly<Record<string, unknown>>): PredictionProgress | undefined {
  const { asked, picked, right, belief, at, shown } = value;
  if (typeof asked !== 'string' || !isCount(picked) || typeof right !== 'boolean' || !isMoment(at)) return undefined;
  const seen = isRecord(shown) ? readShown(shown) : undefined;
  return {
    asked,
    picked,
    right,
    at,
    ...(typeof belief === 'string' ? { belief } : {}),
    ...(seen === undefined ? {} : { shown: seen }),
  };
}

function readShown({ clause, changed, at }: Readonly<Record<string, unknown>>): Shown | undefined {
  if (typeof clause !== 'string' || typeof changed !== 'boolean' || !isMoment(at)) return undefined;
  return { clause, changed, at };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isMoment(value: unknown): value is Moment {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

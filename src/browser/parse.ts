/** What a browser kept is read with care: another version wrote it, or a hand. What is not whole is none. */
import type { Given } from '../core/quiz/grade.ts';
import type { Attempt } from './answers-store.ts';

export function parseWith<Value>(
  isValue: (value: unknown) => value is Value,
  text: string | undefined,
): Value | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return isValue(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isAttempt(value: unknown): value is Attempt {
  if (!isRecord(value)) return false;
  const { at, given, correct, misconceptions } = value;
  return isTime(at) && isGiven(given) && typeof correct === 'boolean' && isTexts(misconceptions);
}

function isGiven(value: unknown): value is Given {
  if (!isRecord(value)) return false;
  switch (value['by']) {
    case 'options':
      return isIndexes(value['picked']);
    case 'order':
      return isIndexes(value['order']);
    case 'text':
      return typeof value['text'] === 'string';
    default:
      return false;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
export const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isIndexes = (value: unknown) => Array.isArray(value) && value.every((each) => Number.isInteger(each));
export const isTexts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');

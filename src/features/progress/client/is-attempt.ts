/** Whether an answer that a browser kept is whole: another version wrote it, or a hand. */
import { isRecord } from '../../../core/is-record.ts';
import type { Given } from '../../quiz/model/grade.ts';
import type { Attempt } from './answers-store.ts';
import { isTexts, isTime } from '../../../browser/parse.ts';

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

const isIndexes = (value: unknown) => Array.isArray(value) && value.every((each) => Number.isInteger(each));

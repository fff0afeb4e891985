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

/** A record, so that a new way to answer cannot be forgotten: its answers would be lost at the next load. */
const IS_WHOLE: Readonly<Record<Given['by'], (given: Readonly<Record<string, unknown>>) => boolean>> = {
  options: ({ picked }) => isIndexes(picked),
  order: ({ order }) => isIndexes(order),
  text: ({ text }) => typeof text === 'string',
};

function isGiven(value: unknown): value is Given {
  return isRecord(value) && isWay(value['by']) && IS_WHOLE[value['by']](value);
}

const isWay = (by: unknown): by is Given['by'] => typeof by === 'string' && Object.hasOwn(IS_WHOLE, by);

const isIndexes = (value: unknown) => Array.isArray(value) && value.every((each) => Number.isInteger(each));

/** A lesson's state in the words of SCORM 1.2's data model (ADL, "SCORM Run-Time Environment 1.2", section 3.4.4). */
import type { Given } from '../../quiz/model/grade.ts';
import { interactionTypeOf } from '../../quiz/model/interaction-type.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';
import type { LessonResult } from './lesson-result.ts';

/** Element -> value, in the order in which a platform takes them. */
export type ScormValues = readonly (readonly [element: string, value: string])[];

/** Characters that `cmi.suspend_data` holds. */
export const SUSPEND_DATA_MOST = 4_096;

export interface LessonState {
  readonly result: LessonResult;
  /** The slug of the open step. */
  readonly location: string;
  /** What brings the learner's work back, at most SUSPEND_DATA_MOST characters. */
  readonly suspended: string;
  /** Since the lesson was opened. */
  readonly seconds: number;
}

export function scormValues({ result, location, suspended, seconds }: LessonState): ScormValues {
  return [
    ['cmi.core.score.min', '0'],
    ['cmi.core.score.max', '100'],
    ['cmi.core.score.raw', String(result.score)],
    ['cmi.core.lesson_status', result.status],
    ['cmi.core.lesson_location', location],
    ['cmi.suspend_data', suspended],
    ['cmi.core.session_time', timespan(seconds)],
    // With any other exit a platform may throw the suspended work away.
    ['cmi.core.exit', result.status === 'incomplete' ? 'suspend' : ''],
  ];
}

export interface AnsweredQuestion {
  /** `<lesson>/<step>/<question>`. */
  readonly key: string;
  readonly question: Question;
  readonly given: Given;
  readonly correct: boolean;
  /** Hours, minutes and seconds of the day. */
  readonly time: readonly [number, number, number];
}

/** @param index how many interactions the platform has already: they are only ever added */
export function interactionValues(
  index: number,
  { key, question, given, correct, time }: AnsweredQuestion,
): ScormValues {
  const of = `cmi.interactions.${index}`;
  return [
    [`${of}.id`, key.replaceAll('/', '.')],
    [`${of}.type`, interactionTypeOf(question)],
    [`${of}.time`, time.map(twoDigits).join(':')],
    [`${of}.student_response`, responseOf(given)],
    [`${of}.result`, correct ? 'correct' : 'wrong'],
  ];
}

/** Options and items are letters there: a, b, c. What was typed may hold 255 characters. */
function responseOf(given: Given): string {
  if (given.by === 'text') return given.text.slice(0, 255);
  const letters = (given.by === 'options' ? given.picked : given.order).map((index) => String.fromCharCode(97 + index));
  return letters.join(',');
}

function timespan(seconds: number): string {
  const whole = Math.min(Math.floor(seconds), 9_999 * 3_600);
  return [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60].map(twoDigits).join(':');
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

/** Finds the learning platform that opened this page, and says in the bar what it is told. */
import { readJson } from '../../../components/kit/read-json.ts';
import { findScormApi, ScormError, type ScormApi } from '../client/scorm-api.ts';
import { keepApart } from '../../../browser/storage.ts';
import { hashOf } from '../../quiz/model/seeded.ts';
import { ScormLesson } from './scorm-lesson.ts';
import type { ReportStatus } from './report-status.ts';

export interface LmsLesson {
  follow(): void;
}

const ONLY_LOOKED_AT = 'You look at this lesson again: nothing is reported.';
const NO_PLATFORM = 'No learning platform found: your work is kept in this browser alone.';

/** @returns undefined where nobody wants to hear of it */
export async function openLms(): Promise<LmsLesson | undefined> {
  document.addEventListener('click', followLink, { capture: true });
  if (isCmi5Launch(new URLSearchParams(location.search))) return openCmi5();
  const api = findScormApi();
  if (api === undefined) return void say(NO_PLATFORM);
  try {
    api.begin();
  } catch (error) {
    if (!(error instanceof ScormError)) throw error;
    return void say(
      `The learning platform did not answer as it should: ${error.message} Your work is kept in this browser.`,
    );
  }
  keepApart(hashOf(api.get('cmi.core.student_id')).toString(16));
  const lesson = new ScormLesson(api, judgedSteps(), show);
  await lesson.resume();
  if (isForLooking(api)) return void say(ONLY_LOOKED_AT);
  return lesson;
}

const LAUNCHED = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const;

/** A platform that speaks cmi5 says in the address where it listens. */
function isCmi5Launch(query: URLSearchParams): boolean {
  return LAUNCHED.every((name) => query.has(name));
}

async function openCmi5(): Promise<LmsLesson | undefined> {
  const { Cmi5Lesson } = await import('./cmi5-lesson.ts');
  keepApart(hashOf(new URLSearchParams(location.search).get('actor') ?? '').toString(16));
  const lesson = new Cmi5Lesson(judgedSteps(), show);
  try {
    await lesson.begin();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return void say(`The learning platform did not answer as it should: ${reason}. Your work is kept in this browser.`);
  }
  if (!lesson.isReported) return void say(ONLY_LOOKED_AT);
  return lesson;
}

/** A platform may open a lesson to be looked at, where a report would spoil the result. */
function isForLooking(api: ScormApi): boolean {
  return ['browse', 'review'].includes(api.get('cmi.core.lesson_mode'));
}

/** Links to this lesson's steps stay in it; those to other pages of the site lead nowhere here, unless the package says where. */
function followLink(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const to = link?.getAttribute('href') ?? '';
  if (!to.startsWith('/')) return;
  event.preventDefault();
  const { pathname, hash } = new URL(to, location.href);
  if (pathname === `/lessons/${document.documentElement.dataset['lesson'] ?? ''}/`) location.hash = hash;
  else say('That is in another lesson of Cluster Lab, which is not part of this package.');
}

function show({ result: { status, score }, problem }: ReportStatus): void {
  const reached = `${score} of 100 points, ${status === 'incomplete' ? 'not complete yet' : status}`;
  say(
    problem === undefined
      ? `Reported to your learning platform: ${reached}.`
      : `${reached}. The learning platform did not take it: ${problem} Your work is kept in this browser, and is reported again at the next change.`,
    problem !== undefined,
  );
}

function say(text: string, isProblem = false): void {
  const line = document.querySelector<HTMLElement>('[data-lms-status]');
  if (line === null || line.textContent === text) return;
  line.textContent = text;
  line.toggleAttribute('data-problem', isProblem);
}

function judgedSteps(): ReadonlySet<string> {
  return new Set(readJson<readonly string[]>(document, '#judged-steps'));
}

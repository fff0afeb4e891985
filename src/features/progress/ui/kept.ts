/** How far the learner is, for the elements that show it: now, and after each change in this tab or another. */
import { readJson } from '../../../components/kit/read-json.ts';
import { AnswersStore } from '../client/answers-store.ts';
import { openProgress } from '../client/progress-store.ts';
import { ANSWERS } from '../../../browser/keys.ts';
import { openStorage } from '../../../browser/storage.ts';
import type { CourseOutline } from '../model/outline.ts';
import type { Kept } from '../model/summary.ts';

/** As the page embeds it. */
export function outlineHere(): CourseOutline {
  return readJson<CourseOutline>(document, '#course-outline', { lessons: [] });
}

/** Calls `show` once and after every change until `signal` aborts. */
export function followKept(show: (kept: Kept) => void, signal: AbortSignal): void {
  const store = openProgress();
  const answers = new AnswersStore();
  const tell = () => show({ progress: store.read(), answers: answers.all() });
  store.onChange(tell, signal);
  document.addEventListener('quiz-answered', tell, { signal });
  openStorage().watch((key) => {
    if (key !== null && ANSWERS.has(key)) tell();
  }, signal);
  tell();
}

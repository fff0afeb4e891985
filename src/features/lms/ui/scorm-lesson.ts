/** Reports a lesson to a platform that speaks SCORM 1.2: everything at each change, so that a lost window loses nothing. */
import { openProgress } from '../../progress/client/progress-store.ts';
import { ScormError, type ScormApi } from '../client/scorm-api.ts';
import { openStorage } from '../../../browser/storage.ts';
import type { LessonResult } from '../model/lesson-result.ts';
import { interactionValues, scormValues, SUSPEND_DATA_MOST } from '../model/scorm-values.ts';
import { followKept } from '../../progress/ui/kept.ts';
import type { QuizAnswered } from '../../lesson/ui/quiz-answered.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';
import { currentResult, showKeptAnswers } from './lesson-now.ts';
import { resume, suspend } from './lms-state.ts';
import type { ReportStatus } from './report-status.ts';

export class ScormLesson {
  readonly #api: ScormApi;
  readonly #judged: ReadonlySet<string>;
  readonly #hear: (told: ReportStatus) => void;
  readonly #since = performance.now();
  #interactions = 0;
  /** One report after the other: packing takes a moment, and the newest must come last. */
  #telling: Promise<void> = Promise.resolve();

  /** @param judged ids of the steps whose checks can pass here */
  constructor(api: ScormApi, judged: ReadonlySet<string>, hear: (told: ReportStatus) => void) {
    this.#api = api;
    this.#judged = judged;
    this.#hear = hear;
  }

  /** Brings back what the platform kept of this learner. */
  async resume(): Promise<void> {
    this.#interactions = Number(this.#api.get('cmi.interactions._count')) || 0;
    await resume(this.#api.get('cmi.suspend_data'), openProgress(), openStorage());
    const location = this.#api.get('cmi.core.lesson_location');
    if (location !== '' && window.location.hash === '') history.replaceState(null, '', `#${location}`);
  }

  /** From now on until the page is left. */
  follow(): void {
    showKeptAnswers();
    const life = new AbortController();
    const { signal } = life;
    document.addEventListener('quiz-answered', (event) => this.#tellAnswer(event as CustomEvent<QuizAnswered>), {
      signal,
    });
    addEventListener('hashchange', () => this.#tell(), { signal });
    // Once more, for the time; what it says of the work was told when it happened.
    addEventListener(
      'pagehide',
      () => {
        life.abort();
        this.#end();
      },
      { once: true },
    );
    followKept(() => this.#tell(), signal);
  }

  #tell(): void {
    this.#telling = this.#telling.then(async () => {
      const suspended = await suspend(openProgress(), openStorage(), SUSPEND_DATA_MOST);
      this.#report(suspended ?? '');
    });
  }

  #report(suspended: string | undefined): void {
    const result = this.#result;
    const values = scormValues({
      result,
      location: window.location.hash.slice(1),
      suspended: suspended ?? '',
      seconds: (performance.now() - this.#since) / 1_000,
    });
    this.#set(suspended === undefined ? values.filter(([element]) => element !== 'cmi.suspend_data') : values, result);
  }

  #tellAnswer({ detail, target }: CustomEvent<QuizAnswered>): void {
    const { key, given, correct, at } = detail;
    const when = new Date(at);
    const time = [when.getHours(), when.getMinutes(), when.getSeconds()] as const;
    const { question } = (target as QuizForm).data;
    this.#set(interactionValues(this.#interactions++, { key, question, given, correct, time }), this.#result);
  }

  #end(): void {
    this.#report(undefined);
    this.#api.end();
  }

  get #result(): LessonResult {
    const mark = this.#api.get('cmi.student_data.mastery_score');
    return currentResult(this.#judged, mark === '' ? undefined : Number(mark));
  }

  #set(values: Parameters<ScormApi['set']>[0], result: LessonResult): void {
    try {
      this.#api.set(values);
      this.#hear({ result, problem: undefined });
    } catch (error) {
      if (!(error instanceof ScormError)) throw error;
      this.#hear({ result, problem: error.message });
    }
  }
}

/** Reports a lesson to a platform that speaks cmi5: the Experience API with rules for who launches and when it is over. */
import Cmi5 from '@xapi/cmi5';
import { openProgress } from '../../progress/client/progress-store.ts';
import { openStorage } from '../../../browser/storage.ts';
import { interactionOf } from '../model/cmi5-interaction.ts';
import type { LessonResult } from '../model/lesson-result.ts';
import { followKept } from '../../progress/ui/kept.ts';
import type { QuizAnswered } from '../../lesson/ui/quiz-answered.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';
import { terminate } from './terminate.ts';
import type { ReportStatus } from './report-status.ts';
import { currentResult, showKeptAnswers } from './lesson-now.ts';
import { resume, suspend } from './lms-state.ts';

/** Where the platform keeps what brings the work back; a document of its own, so it may be longer than SCORM's. */
const STATE = 'cluster-lab';
const STATE_MOST = 100_000;

export class Cmi5Lesson {
  readonly #cmi5 = new Cmi5();
  readonly #judged: ReadonlySet<string>;
  readonly #hear: (told: ReportStatus) => void;
  readonly #since = performance.now();
  #sent: LessonResult = { status: 'incomplete', score: 0 };
  /** One after the other: a platform refuses what comes before "initialized" or after "terminated". */
  #telling: Promise<void> = Promise.resolve();

  constructor(judged: ReadonlySet<string>, hear: (told: ReportStatus) => void) {
    this.#judged = judged;
    this.#hear = hear;
  }

  /** Says that the lesson has begun, and brings back what the platform kept. Rejects when the platform does not answer. */
  async begin(): Promise<void> {
    await this.#cmi5.initialize();
    const { work, sent } = await this.#kept();
    if (typeof work === 'string') await resume(work, openProgress(), openStorage());
    if (sent?.status === 'completed' || sent?.status === 'passed') this.#sent = sent;
  }

  /** Whether the platform wants to hear of what happens: it may open a lesson only to be looked at. */
  get isReported(): boolean {
    return this.#cmi5.launchData.launchMode === 'Normal';
  }

  follow(): void {
    showKeptAnswers();
    const life = new AbortController();
    const { signal } = life;
    document.addEventListener('quiz-answered', (event) => this.#tellAnswer(event as CustomEvent<QuizAnswered>), {
      signal,
    });
    followKept(() => this.#say(() => this.#report()), signal);
    addEventListener(
      'pagehide',
      () => {
        life.abort();
        terminate(this.#cmi5, (performance.now() - this.#since) / 1_000);
      },
      { once: true },
    );
  }

  #tellAnswer({ detail: { key, given, correct }, target }: CustomEvent<QuizAnswered>): void {
    const { question } = (target as QuizForm).data;
    const { response, definition } = interactionOf(question, given);
    const [lesson = '', step = '', name = ''] = key.split('/');
    this.#say(async () => {
      await this.#cmi5.interaction(`${lesson}/${step}`, name, response, definition as Definition, correct);
    });
  }

  async #report(): Promise<void> {
    const mark = this.#cmi5.launchData.masteryScore;
    const result = currentResult(this.#judged, mark === undefined ? undefined : mark * 100);
    // A platform takes each of these once.
    if (result.status !== 'incomplete' && this.#sent.status === 'incomplete') await this.#cmi5.complete();
    if (result.status === 'passed' && this.#sent.status !== 'passed')
      await this.#cmi5.pass({ scaled: result.score / 100 });
    this.#sent = result;
    const work = await suspend(openProgress(), openStorage(), STATE_MOST);
    await this.#cmi5.xapi?.setState({ ...this.#place, state: { work, sent: result } });
    this.#hear({ result, problem: undefined });
  }

  /** Of this learner in this course; nothing at the first time. */
  get #place() {
    const { actor: agent, activityId, registration } = this.#cmi5.getLaunchParameters();
    return { agent, activityId, registration, stateId: STATE };
  }

  async #kept(): Promise<Kept> {
    const answer = await this.#cmi5.xapi?.getState(this.#place).catch(() => undefined);
    return answer?.data ?? {};
  }

  #say(tell: () => Promise<void>): void {
    this.#telling = this.#telling.then(tell).catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      this.#hear({ result: currentResult(this.#judged), problem });
    });
  }
}

/** As this class wrote it, if nobody else did. */
interface Kept {
  readonly work?: unknown;
  readonly sent?: LessonResult;
}

type Definition = Parameters<Cmi5['interaction']>[3];

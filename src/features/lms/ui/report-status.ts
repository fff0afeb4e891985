/** What the page says of a report. */
import type { LessonResult } from '../model/lesson-result.ts';

export interface ReportStatus {
  readonly result: LessonResult;
  /** What the platform refused, in its own words. */
  readonly problem: string | undefined;
}

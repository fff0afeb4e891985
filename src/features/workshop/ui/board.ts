/** What every part of the instructor's board is made with. */
import type { HostClient } from '../client/host.ts';
import type { CourseOutline } from '../../progress/model/outline.ts';
import type { CoursePoll } from '../model/course-polls.ts';
import { stepName } from '../model/words.ts';
import { select } from './controls.ts';

/** As the page embeds it. */
export interface BoardCourse {
  readonly outline: CourseOutline;
  readonly polls: readonly CoursePoll[];
  /** Sentences, by the id of the misconception. */
  readonly beliefs: Readonly<Record<string, string>>;
}

export interface Board {
  readonly client: HostClient;
  readonly course: BoardCourse;
  readonly signal: AbortSignal;
  /** The site as learners reach it. */
  readonly site: string;
}

export function stepsOf({ lessons }: CourseOutline): readonly string[] {
  return lessons.flatMap(({ steps }) => steps.map(({ id }) => id));
}

export function stepSelect({ outline }: BoardCourse, none: string): HTMLSelectElement {
  return select(
    outline.lessons.map(({ order, title, steps }) => ({
      label: `${order} ${title}`,
      options: steps.map(({ id }) => ({ value: id, text: stepName(outline, id) })),
    })),
    none,
  );
}

/** The steps of “internals-and-pitfalls” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('internals-and-pitfalls');

/** The steps of “primary-and-workers” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('primary-and-workers');

/** The steps of “single-process” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('single-process');

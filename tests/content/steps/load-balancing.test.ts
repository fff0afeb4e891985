/** The steps of “load-balancing” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('load-balancing');

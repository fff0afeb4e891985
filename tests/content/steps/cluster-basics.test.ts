/** The steps of “cluster-basics” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('cluster-basics');

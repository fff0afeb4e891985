/** The steps of “ipc” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('ipc');

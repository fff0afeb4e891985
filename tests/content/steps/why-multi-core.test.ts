/** The steps of “why-multi-core” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('why-multi-core');

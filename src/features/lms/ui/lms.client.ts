/** A lesson in a learning platform: what the platform kept of the learner comes first, then the lesson, then the reports. */
import { openLms } from './open-lms.ts';

const lesson = await openLms();
await import('../../lesson/ui/lesson.client.ts');
lesson?.follow();

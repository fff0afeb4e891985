/** A lesson in a learning platform: what the platform kept of the learner comes first, then the lesson, then the reports. */
import { applyLayout } from '../../../browser/workspace-layout.ts';
import { openLms } from './open-lms.ts';

const lesson = await openLms();
// Only now it is known whose it is.
applyLayout();
await import('../../lesson/ui/lesson.client.ts');
lesson?.follow();

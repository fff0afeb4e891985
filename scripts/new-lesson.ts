/** `npm run new:lesson <slug>` */
import { newLesson } from './new-content.ts';

const [slug = ''] = process.argv.slice(2);
try {
  console.log(`Made ${newLesson(slug)}. Write on in its files, then run "npm run check:content".`);
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: npm run new:lesson <slug>`);
  process.exitCode = 1;
}

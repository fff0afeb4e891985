/** `npm run new:step <lesson> <slug>` */
import { newStep } from './new-content.ts';

const [lesson = '', slug = ''] = process.argv.slice(2);
try {
  console.log(`Made ${newStep(lesson, slug)}. Write on in its files, then run "npm run check:content".`);
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: npm run new:step <lesson> <slug>`);
  process.exitCode = 1;
}

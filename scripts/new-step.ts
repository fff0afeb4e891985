/** `npm run new:step <lesson> <slug>` */
import { writeEditorSchemas } from './editor-schemas.ts';
import { newStep } from './new-content.ts';

const [lesson = '', slug = ''] = process.argv.slice(2);
try {
  writeEditorSchemas();
  const made = newStep(lesson, slug);
  const judged = lesson.replace(/^\d+-/, '');
  console.log(
    `Made ${made}. It runs as it stands; check:content names the sentences to replace. Write on in its files and in tests/content/wrong/${judged}/${slug}, then run "npm run check:content" and "npx vitest run tests/content/steps/${judged}.test.ts -t ${slug}".`,
  );
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: npm run new:step <lesson> <slug>`);
  process.exitCode = 1;
}

/** `npm run new:lesson <slug>` */
import { writeEditorSchemas } from './editor-schemas.ts';
import { newLesson } from './new-content.ts';

const [slug = ''] = process.argv.slice(2);
try {
  writeEditorSchemas();
  console.log(
    `Made ${newLesson(slug)}. It runs as it stands; check:content names the sentences to replace. Write on in its files and in tests/content/wrong/${slug}, then run "npm run check:content" and "npx vitest run tests/content/steps/${slug}.test.ts".`,
  );
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: npm run new:lesson <slug>`);
  process.exitCode = 1;
}

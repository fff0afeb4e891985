/** Words that a text takes from the glossary: each must be there, and stand once in a lesson, which is one page. */
import type { Glossary } from '../core/lesson/glossary.schema.ts';
import { problem, type Problem } from './problem.ts';
import { lineAt } from './prose.ts';
import type { Course } from './read-course.ts';

const TERM = /<Term id="([^"]*)"/g;

export function checkTerms(course: Course, glossary: Glossary): readonly Problem[] {
  return course.lessons.flatMap(({ steps }) => {
    const met = new Set<string>();
    return steps.flatMap(({ folder, ...prose }) =>
      [...prose.body.matchAll(TERM)].flatMap((match) => {
        const id = match[1] ?? '';
        const line = lineAt(prose, match.index);
        const file = `lessons/${folder}/step.mdx`;
        if (!Object.hasOwn(glossary, id)) {
          return [
            problem(file, 'a word of glossary.yaml', id, 'Correct the id, or add the word to glossary.yaml.', line),
          ];
        }
        if (met.has(id)) {
          return [
            problem(
              file,
              'each word once in a lesson',
              `“${id}” again`,
              'Leave the first one and take this away.',
              line,
            ),
          ];
        }
        met.add(id);
        return [];
      }),
    );
  });
}

/** Words of the glossary in the text: each must be there, linked from some lesson, and once in a lesson, which is one page. */
import { didYouMean, problem, type Problem } from './problem.ts';
import { lineAt } from './prose.ts';
import type { Written } from './read-course.ts';

const TERM = /<Term id="([^"]*)"/g;

/** @param words ids of the glossary's words; undefined where it cannot be read, so that nothing can be said of them */
export function checkTerms(
  { lessons }: Pick<Written, 'lessons'>,
  words: readonly string[] | undefined,
): readonly Problem[] {
  if (words === undefined) return [];
  const linked = new Set(lessons.flatMap(({ steps }) => steps.flatMap(({ body }) => idsIn(body))));
  const unlinked = words.filter((id) => !linked.has(id));
  return [
    ...unlinked.map(unlinkedWord),
    ...lessons.flatMap(({ steps }) => {
      const met = new Set<string>();
      return steps.flatMap(({ folder, ...prose }) =>
        [...prose.body.matchAll(TERM)].flatMap((match) => {
          const id = match[1] ?? '';
          const line = lineAt(prose, match.index);
          const file = `lessons/${folder}/step.mdx`;
          if (!words.includes(id)) {
            const fix = `${didYouMean(id, words)}Correct the id, or add the word to glossary.yaml.`;
            return [problem(file, 'a word of glossary.yaml', id, fix, line)];
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
    }),
  ];
}

const idsIn = (body: string) => [...body.matchAll(TERM)].map(([, id = '']) => id);

const unlinkedWord = (id: string) =>
  problem(
    'glossary.yaml',
    'a word that a lesson links',
    `“${id}”, which none does`,
    `Write <Term id="${id}"> where a lesson first needs it, or take the word away.`,
  );

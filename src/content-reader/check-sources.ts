/** What a lesson says of Node it says of the pinned one, so that is the Node whose documentation and source it names. */
import { problem, type Problem } from './problem.ts';
import { lineAt } from './prose.ts';
import type { Written } from './read-course.ts';

const SOURCE =
  /https:\/\/(?:nodejs\.org\/docs|nodejs\.org(?=\/api\/)|github\.com\/nodejs\/node\/blob)\/([^/\s)]+)[^\s)]*/g;

/** @param node the pinned Node, as `process.version` says it */
export function checkSources({ lessons }: Pick<Written, 'lessons'>, node: string): readonly Problem[] {
  return lessons
    .flatMap(({ steps }) => steps)
    .flatMap(({ folder, ...prose }) =>
      [...prose.body.matchAll(SOURCE)]
        .filter(([, version]) => version !== node)
        .map((match) =>
          problem(
            `lessons/${folder}/step.mdx`,
            `a source of ${node}`,
            match[0],
            'Read there whether it is still true, then correct the version.',
            lineAt(prose, match.index),
          ),
        ),
    );
}

/** Looks for sentences that a new lesson or step begins with, left where an author's own belong. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { problem, type Problem } from './problem.ts';

/** What scripts/new-content.ts writes for others to replace. */
export const PLACEHOLDERS = {
  summary: 'What this lesson is about, in one sentence.',
  outcome: 'Say what the learner will be able to do.',
  takeaway: 'Say what to keep in mind.',
  introduction: 'Begin with the question that this lesson answers.',
  task: 'What the program does, and what to try.',
  prose: 'One idea, with the reason behind it.',
  question: 'Which of these is true?',
  belief: 'A belief that many hold',
  correction: 'Say why one believes it, and what is true instead.',
  reason: 'Say why.',
} as const;

const SENTENCES: ReadonlySet<string> = new Set(Object.values(PLACEHOLDERS));
/** A line's text, without the name of its field. */
const TEXT = /^\s*(?:- )?(?:\w+: )?(.*?)\s*$/;

/** @param root the content folder */
export function checkPlaceholders(root: string): readonly Problem[] {
  return globSync('lessons/**/{lesson.mdx,step.mdx,quiz.yaml}', { cwd: root }).flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .map((line) => TEXT.exec(line)?.[1] ?? '')
      .flatMap((text, index) =>
        SENTENCES.has(text)
          ? problem(
              file.replaceAll(path.sep, '/'),
              'your own words',
              text,
              'Write what the learner should read.',
              index + 1,
            )
          : [],
      ),
  );
}

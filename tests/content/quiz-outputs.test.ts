/** What the program of an output question prints, on real Node, is what the question takes for right. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { grade, type Given } from '../../src/features/quiz/model/grade.ts';
import { normalise } from '../../src/features/quiz/model/normalise.ts';
import { quizItems } from '../../src/features/quiz/model/quiz-item.ts';
import type { Question } from '../../src/features/quiz/model/quiz.schema.ts';
import { courseIn } from '../../src/content-reader/read-course.ts';

/** A program that does not end by itself. */
const LIMIT_MS = 15_000;

async function outputOf(code: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'output-'));
  try {
    const program = path.join(folder, 'main.mjs');
    await writeFile(program, code);
    // As in a learner's sandbox: nothing of this environment but what starts a process.
    const env = { PATH: process.env['PATH'] };
    const { stdout } = await promisify(execFile)(process.execPath, [program], { cwd: folder, env, timeout: LIMIT_MS });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The answer of one who knows the output. */
function answerWith(question: Question, output: string): Given {
  if (!('options' in question)) return { by: 'text', text: output };
  const said = normalise(output);
  return {
    by: 'options',
    picked: [...question.options.keys()].filter((index) => normalise(question.options[index]?.text ?? '') === said),
  };
}

const items = quizItems(courseIn('src/content').lessons.flatMap(({ steps }) => steps));

describe('output questions', () => {
  test.each(items.filter(({ question }) => question.kind === 'output'))('$key', async ({ question }) => {
    const output = await outputOf(question.code ?? '');
    expect(grade(question, answerWith(question, output)), `it printed ${JSON.stringify(output)}`).toMatchObject({
      correct: true,
    });
  });
});

/** Makes a lesson or a step that runs from the start: its solution passes its check, a wrong one fails it, and check:content names the sentences to replace. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PLACEHOLDERS } from '../src/content-reader/check-placeholders.ts';
import type { ContentKind } from '../src/content-reader/content-schemas.ts';
import { placeOf } from '../src/core/lesson/outline.ts';
import { schemaComment } from './editor-schemas.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

interface Roots {
  /** What pages show. */
  readonly lessons: string;
  /** What CI judges them by. */
  readonly tests: string;
}
const HERE: Roots = { lessons: 'src/content/lessons', tests: 'tests/content' };

/** @returns the new folder. @throws with what is wrong with the name */
export function newLesson(slug: string, roots = HERE): string {
  if (slug === '') throw new Error('The name of the new lesson is missing.');
  const { lessons, tests } = roots;
  const folder = path.join(lessons, `${nextNumber(lessons)}-${checked(slug, lessons)}`);
  write(path.join(folder, 'lesson.mdx'), LESSON.replaceAll('TITLE', titleOf(slug)));
  write(path.join(tests, 'steps', `${slug}.test.ts`), JUDGE.replaceAll('SLUG', slug));
  newStep(path.basename(folder), 'first-step', roots);
  return folder;
}

/** @param lesson the lesson's folder or its slug. @returns the new folder. @throws with what is wrong with a name */
export function newStep(lesson: string, slug: string, { lessons, tests } = HERE): string {
  if (lesson === '' || slug === '') throw new Error('A lesson and the name of its new step are missing.');
  const found = readdirSync(lessons).find((name) => name === lesson || placeOf(name)?.slug === lesson);
  if (found === undefined)
    throw new Error(`There is no lesson "${lesson}" in ${lessons}. It has: ${readdirSync(lessons).join(', ')}.`);
  const parent = path.join(lessons, found);
  const folder = path.join(parent, `${nextNumber(parent)}-${checked(slug, parent)}`);
  write(path.join(folder, 'step.mdx'), STEP.replaceAll('TITLE', titleOf(slug)));
  writeYaml(path.join(folder, 'quiz.yaml'), 'quiz', QUIZ);
  write(path.join(folder, 'files/main.mjs'), START);
  write(path.join(folder, 'solution/main.mjs'), SOLUTION);
  const wrong = path.join(tests, 'wrong', placeOf(found)?.slug ?? found, slug);
  write(path.join(wrong, 'main.mjs'), WRONG);
  writeYaml(path.join(wrong, 'wrong.yaml'), 'wrong', WHY);
  return folder;
}

function nextNumber(folder: string): string {
  const orders = readdirSync(folder).map((name) => placeOf(name)?.order ?? 0);
  return String(Math.max(0, ...orders) + 1).padStart(2, '0');
}

function checked(slug: string, folder: string): string {
  if (!SLUG.test(slug))
    throw new Error(`"${slug}" cannot be an address. Use lower case words with hyphens, such as shared-port.`);
  const taken = readdirSync(folder).some((name) => placeOf(name)?.slug === slug);
  if (taken) throw new Error(`${folder} has a "${slug}" already.`);
  return slug;
}

function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file)) throw new Error(`${file} exists already.`);
  writeFileSync(file, text);
}

function writeYaml(file: string, kind: ContentKind, text: string): void {
  write(file, schemaComment(file, kind) + text);
}

const LESSON = `---
title: TITLE
summary: ${PLACEHOLDERS.summary}
status: written
outcomes:
  - ${PLACEHOLDERS.outcome}
takeaways:
  - ${PLACEHOLDERS.takeaway}
---

${PLACEHOLDERS.introduction}
`;

const STEP = `---
title: TITLE
goal: Let the program say hello once.
minutes: 5
run:
  entry: main.mjs
scenario:
  - { do: wait, for: { state: program-exited } }
checks:
  - kind: output-count
    says: The program says hello once.
    text: hello
    times: 1
prediction:
  question: How often will it say hello?
  choices:
    - text: Never
      right: true
    - text: Once
  observe: { kind: times-printed, text: hello }
  explanation: ${PLACEHOLDERS.reason}
---

${PLACEHOLDERS.task}

<Answer>

${PLACEHOLDERS.prose}

</Answer>
`;

const QUIZ = `- id: first-question
  question: ${PLACEHOLDERS.question}
  options:
    - text: ${PLACEHOLDERS.belief}
      misconception: fork-copies-memory
      feedback: ${PLACEHOLDERS.correction}
    - text: The truth
      correct: true
      feedback: ${PLACEHOLDERS.reason}
`;

const START = `// The learner starts from here.\n`;
const SOLUTION = `console.log('hello');\n`;

const WRONG = `console.log('hello');\nconsole.log('hello');\n`;
const WHY = `why: It says hello once more than it should.
fails: The program says hello once.
`;

const JUDGE = `/** The steps of “SLUG” on real Node. */
import { judgeLesson } from '../../support/judge-lesson.ts';

judgeLesson('SLUG');
`;

/** Answering questions as a learner does, whatever their kind. */
import { expect, type Locator } from '@playwright/test';
import { plain } from '../../../src/core/inline-code.ts';
import { quizItems, type QuizItem } from '../../../src/features/quiz/model/quiz-item.ts';
import { courseIn } from '../../../src/content-reader/read-course.ts';
import type { Place } from './workspace.ts';

const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps);
export const items = quizItems(steps);

export function item(key: string): QuizItem {
  const found = items.find((each) => each.key === key);
  if (found === undefined) throw new Error(`The course has no question ${key}.`);
  return found;
}

export function formOf(page: Place, { question }: QuizItem): Locator {
  return page.getByRole('form', { name: `Quiz: ${plain(question.question)}`, exact: true });
}

export async function answer(page: Place, asked: QuizItem, isRight: boolean): Promise<void> {
  const form = formOf(page, asked);
  const { question } = asked;
  if ('options' in question) {
    const options = [...question.options.entries()].filter(([, { correct }]) => correct === isRight);
    for (const [index] of isRight ? options : options.slice(0, 1))
      await form.locator(`input[value="${index}"]`).check();
  } else if ('accept' in question) {
    const text = isRight ? question.accept[0] : question.mistakes[0]?.answers[0];
    await form.getByRole('textbox').fill(text ?? '');
  } else if (isRight)
    await putInOrder(
      form,
      question.items.map(({ text }) => plain(text)),
    );
  await form.getByRole('button', { name: 'Check answer' }).click();
  await expect(form.getByRole('status')).toContainText(isRight ? 'Right.' : /Not quite|Not all/);
}

/** By the keyboard alone: each item in turn is moved up until it stands in its place. */
export async function putInOrder(form: Locator, texts: readonly string[]): Promise<void> {
  const shown = form.locator('.ordering-text');
  for (const [place, text] of texts.entries()) {
    const up = form.getByRole('button', { name: `Move up: ${text}`, exact: true });
    await up.focus();
    const now = (await shown.allInnerTexts()).map((each) => each.trim());
    for (let at = now.indexOf(text); at > place; at--) {
      await up.press('Enter');
      await expect(up).toBeFocused();
      await expect(form.getByRole('status')).toHaveText(`${at} of ${texts.length}: ${text}`);
    }
  }
  expect((await shown.allInnerTexts()).map((each) => each.trim())).toEqual(texts);
}

/** A whole lesson by the keyboard alone, from home to its end: with motion, and for who asked for less of it. */
import type { Locator, Page } from '@playwright/test';
import { courseIn, type CourseLesson } from '../../src/content-reader/read-course.ts';
import type { Question } from '../../src/features/quiz/model/quiz.schema.ts';
import { expect, test } from './support/test.ts';
import { cell, status } from './support/workspace.ts';

type Step = CourseLesson['steps'][number];

const lesson = courseIn('src/content').lessons.find(({ slug }) => slug === 'cluster-basics') as CourseLesson;
/** More presses than from one end of a step to the other: who needs so many is lost. */
const MOST_PRESSES = 150;

/** Goes on by Tab until one of these has the focus, and sees it. */
async function tabTo(page: Page, targets: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const focused = targets.and(page.locator(':focus'));
  for (let presses = 0; presses < MOST_PRESSES && (await focused.count()) === 0; presses++) {
    await page.keyboard.press(key);
  }
  await expect(focused.and(page.locator(':focus-visible'))).toBeInViewport();
}

/** A group of radio buttons is one stop; the arrows choose. */
async function choose(page: Page, form: Locator, index: number): Promise<void> {
  const radios = form.getByRole('radio');
  await tabTo(page, radios);
  await page.keyboard.press('Space');
  for (let presses = 0; !(await radios.nth(index).isChecked()) && presses < (await radios.count()); presses++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(radios.nth(index)).toBeChecked();
}

async function predict(page: Page, section: Locator, { matter }: Step): Promise<void> {
  const form = section.getByRole('form', { name: 'Prediction' });
  await choose(
    page,
    form,
    matter.prediction.choices.findIndex(({ right }) => right),
  );
  await tabTo(page, form.getByRole('button', { name: 'Commit to it' }));
  await page.keyboard.press('Enter');
  await expect(section.locator('prediction-form').getByRole('status')).toContainText('Now press Run and see.');
}

/** Tabs are one stop; the arrows choose. */
async function chooseFile(page: Page, section: Locator, path: string, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  const tabs = section.getByRole('tablist', { name: 'Files' }).getByRole('tab');
  const wanted = tabs.and(page.getByRole('tab', { name: path, exact: true }));
  await tabTo(page, tabs, key);
  for (let presses = 0; (await wanted.getAttribute('aria-selected')) !== 'true' && presses < 9; presses++) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(wanted).toBeFocused();
}

/** The program that the prediction is about. */
async function run(page: Page, section: Locator, { matter }: Step): Promise<void> {
  const { program } = matter.prediction;
  if (program === undefined) {
    await tabTo(page, section.getByRole('button', { name: 'Run', exact: true }));
    await page.keyboard.press('Enter');
  } else {
    await chooseFile(page, section, program, 'Tab');
    await page.keyboard.press('Control+Enter');
  }
  await expect(section.locator('prediction-form').getByRole('status')).toContainText('In your run', {
    timeout: 30_000,
  });
}

/** Each file of the solution, as if pasted, over what is there. */
async function write(page: Page, section: Locator, { program }: Step): Promise<void> {
  for (const [path, code] of Object.entries(program.solution)) {
    const tab = section.getByRole('tab', { name: path, exact: true });
    if (!(await tab.count())) continue;
    await chooseFile(page, section, path, 'Shift+Tab');
    const field = section.getByRole('region', { name: 'Editor' }).getByRole('textbox');
    await tabTo(page, field);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(code);
  }
}

async function answer(page: Page, form: Locator, question: Question): Promise<void> {
  if ('options' in question)
    await choose(
      page,
      form,
      question.options.findIndex(({ correct }) => correct),
    );
  else if ('accept' in question) {
    await tabTo(page, form.getByRole('textbox'));
    await page.keyboard.type(question.accept[0] ?? '');
  } else {
    for (const [place, { text }] of question.items.entries()) {
      const up = form.getByRole('button', { name: `Move up: ${text.replaceAll('`', '')}` });
      const at = () =>
        up.evaluate((button) => {
          const item = button.closest('li');
          return [...(item?.parentElement?.children ?? [])].indexOf(item as Element);
        });
      if ((await at()) === place) continue;
      await tabTo(page, up, (await isBehind(up)) ? 'Shift+Tab' : 'Tab');
      for (let presses = (await at()) - place; presses > 0; presses--) await page.keyboard.press('Enter');
      expect(await at()).toBe(place);
    }
  }
  await tabTo(page, form.getByRole('button', { name: 'Check answer' }));
  await page.keyboard.press('Enter');
  await expect(form.getByRole('status')).toHaveText('Right.');
}

/** Whether it lies before the focus. */
function isBehind(target: Locator): Promise<boolean> {
  return target.evaluate(
    (element) =>
      (element.compareDocumentPosition(document.activeElement ?? element) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
  );
}

test.describe('a lesson by the keyboard alone @slow', () => {
  test.setTimeout(600_000);
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    test(`from home to its end, motion: ${reducedMotion}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion });
      await page.goto('/');
      await tabTo(page, page.getByRole('main').getByRole('link', { name: lesson.matter.title, exact: true }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(lesson.matter.title);
      for (const [index, step] of lesson.steps.entries()) {
        const section = page.locator(`[id="${step.slug}"]`);
        await expect(section).toHaveAttribute('data-open', '');
        await predict(page, section, step);
        await run(page, section, step);
        await write(page, section, step);
        if (step.slug === 'same-port') await sendAndKill(page, section, reducedMotion === 'reduce');
        await tabTo(page, section.getByRole('button', { name: 'Check my work' }));
        await page.keyboard.press('Enter');
        await expect(section.getByRole('region', { name: 'Checks' }).getByRole('status')).toHaveText(
          'All checks passed.',
          { timeout: 60_000 },
        );
        for (const question of step.quiz) {
          await answer(page, section.locator(`quiz-form[data-key="${step.id}/${question.id}"]`), question);
        }
        const next = lesson.steps[index + 1];
        if (next === undefined) break;
        await tabTo(page, section.getByRole('link', { name: `${next.matter.title} →` }));
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 2, name: next.matter.title })).toBeFocused();
      }
      await expect(page.getByText(`${lesson.steps.length} of ${lesson.steps.length} steps done`)).toBeAttached();
    });
  }
});

/** Runs what was written, sends requests, and kills a worker: the table has the numbers, and the picture too. */
async function sendAndKill(page: Page, section: Locator, isStill: boolean): Promise<void> {
  // The run of the prediction ends first: its status says the same.
  await tabTo(page, section.getByRole('button', { name: 'Stop', exact: true }));
  await page.keyboard.press('Enter');
  await expect(status(page)).not.toContainText('running');
  await tabTo(page, section.getByRole('button', { name: 'Run', exact: true }));
  await page.keyboard.press('Enter');
  await expect(status(page)).toContainText('running, 2 workers');
  await tabTo(page, section.getByRole('spinbutton', { name: 'Requests' }));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('20');
  await tabTo(page, section.getByRole('button', { name: 'Send requests' }));
  await page.keyboard.press('Enter');
  for (const worker of ['1', '2']) await expect(cell(page, worker, 'Requests')).toHaveText('10');
  const worker = section
    .getByRole('region', { name: 'Visualiser' })
    .getByRole('button', { name: /^worker 1 10 requests/ });
  await expect(worker).toBeVisible();
  if (isStill) {
    const frame = () => section.locator('.stage canvas').screenshot();
    expect(await frame()).toEqual(await frame());
  }
  await tabTo(page, section.getByRole('button', { name: 'Kill worker 2', exact: true }));
  await page.keyboard.press('Enter');
  await expect(cell(page, '2', 'State')).toContainText('SIGKILL');
}

/** The review: what was missed comes back on the day that was named, over reloads, on a clock that the story sets. */
import type { Page } from '@playwright/test';
import { gotoAndSettle } from '../support/network.ts';
import { expectAccessible } from '../support/page.ts';
import { answer, formOf, item, items } from '../support/quiz.ts';
import { expect, test } from '../support/test.ts';
import { SLOW, slowUnless } from '../support/slow.ts';

const MISSED = item('cluster-basics/same-port/why-no-eaddrinuse');
const ALSO = item('cluster-basics/identity/speed-in-the-primary');
const KNOWN = item('cluster-basics/same-port/how-many-listening-sockets');
const EVENING = new Date(2_026, 2, 10, 20, 30);
const day = (days: number) => new Date(2_026, 2, 10 + days, 8, 0);

/** In a quiz of its own for each question. */
async function takeQuiz(page: Page, ...answers: readonly [typeof MISSED, boolean][]): Promise<void> {
  for (const [asked, isRight] of answers) {
    await page.goto(`/quiz/?items=${asked.key}`);
    await answer(page, asked, isRight);
  }
}

async function openReview(page: Page, now: Date): Promise<void> {
  await page.clock.setFixedTime(now);
  await page.goto('/review/');
}

const title = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

test('what was missed comes back the next day, and later each time it is known', async ({ page }) => {
  await page.clock.setFixedTime(EVENING);
  await takeQuiz(page, [MISSED, false], [ALSO, false], [KNOWN, true]);
  await openReview(page, EVENING);
  await expect(title(page, 'Nothing is due today')).toBeVisible();
  await expect(page.getByText('Next: tomorrow, 2 questions.')).toBeVisible();

  await openReview(page, day(1));
  await expect(title(page, 'Question 1 of 2')).toBeVisible();
  await expect(formOf(page, MISSED).getByRole('radio', { checked: true })).toHaveCount(0);
  await expectAccessible(page);
  await answer(page, MISSED, true);
  await expect(page.getByText('It comes again on Saturday 14 March.')).toBeVisible();
  await page.reload();
  await expect(title(page, 'Question 1 of 1')).toBeVisible();
  await answer(page, ALSO, false);
  await expect(page.getByText('It comes again tomorrow.')).toBeVisible();
  await answer(page, ALSO, true);
  await expect(page.getByText('It comes again tomorrow.')).toBeVisible();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(title(page, 'Done for today')).toBeFocused();
  await expect(page.getByText('2 questions reviewed. Next: tomorrow, one question.')).toBeVisible();

  await openReview(page, day(2));
  await expect(formOf(page, ALSO)).toBeVisible();
  await answer(page, ALSO, true);
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('2 questions for a later day').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Saturday 14 March' })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Take them now as a quiz' }).click();
  await expect(page.getByText('Question 1 of 2')).toBeVisible();

  await openReview(page, day(4));
  await expect(formOf(page, MISSED)).toBeVisible();
});

test('a day has room for five minutes, and the rest is there for who wants it', SLOW, async ({ page }) => {
  await page.clock.setFixedTime(EVENING);
  const ten = items.filter(({ key }) => key.startsWith('cluster-basics/')).slice(0, 10);
  await page.goto(`/quiz/?items=${ten.map(({ key }) => key).join(',')}`);
  for (const each of ten) {
    await answer(page, each, false);
    await page.getByRole('button', { name: /Next question|See the result/ }).click();
  }
  await openReview(page, day(1));
  for (let at = 1; at <= 8; at++) {
    await expect(title(page, `Question ${at} of 8`)).toBeVisible();
    const key = await page.locator('[data-part=card] quiz-form').getAttribute('data-key');
    await answer(page, item(key ?? ''), true);
    await page.getByRole('button', { name: /Next question|Finish/ }).click();
  }
  await expect(title(page, 'Enough for today')).toBeVisible();
  await expect(page.getByText('2 more are due and can wait until tomorrow.')).toBeVisible();
  await page.reload();
  await expect(title(page, 'Enough for today')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the others' }).click();
  await expect(title(page, 'Question 1 of 2')).toBeFocused();
});

test('says why there is nothing to review', SLOW, async ({ page }) => {
  await page.goto('/review/');
  await expect(title(page, 'Nothing to review yet')).toBeVisible();
  await expect(page.getByText('You have answered none yet in this browser.')).toBeVisible();
  await takeQuiz(page, [KNOWN, true]);
  await page.goto('/review/');
  await expect(page.getByText('You have answered one question, none of them wrongly.')).toBeVisible();
});

test('a question that was changed since is not held against anybody', SLOW, async ({ page }) => {
  await page.clock.setFixedTime(EVENING);
  await takeQuiz(page, [MISSED, false]);
  await page.evaluate((key) => {
    const name = `cluster-lab:answer:${key}`;
    const stored = JSON.parse(localStorage.getItem(name) ?? '') as object;
    localStorage.setItem(name, JSON.stringify({ ...stored, asked: 'as it was' }));
  }, MISSED.key);
  await openReview(page, day(1));
  await expect(title(page, 'Nothing to review yet')).toBeVisible();
});

test('where the browser stores nothing, the page says what that means', SLOW, async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Storage is blocked.', 'SecurityError');
      },
    }),
  );
  await page.goto('/review/');
  await expect(page.getByText('This browser keeps nothing for this site')).toBeVisible();
  await expect(title(page, 'Nothing to review yet')).toBeVisible();
  await takeQuiz(page, [MISSED, false]);
  await expect(formOf(page, MISSED)).toContainText('A common belief');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test('the review is accessible, with a question and without', slowUnless(theme === 'light'), async ({ page }) => {
      await page.clock.setFixedTime(EVENING);
      await page.goto('/review/');
      await expectAccessible(page);
      await takeQuiz(page, [MISSED, false]);
      await openReview(page, day(1));
      await answer(page, MISSED, false);
      await expectAccessible(page);
    });
  });
}

test('only this page loads the scheduler', async ({ page }) => {
  const withScheduler: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    void response.text().then((text) => {
      if (text.includes('maximum_interval')) withScheduler.push(new URL(page.url()).pathname);
    });
  });
  for (const path of ['/', '/lessons/cluster-basics/', '/quiz/', '/review/']) {
    await gotoAndSettle(page, path);
  }
  expect(withScheduler).toEqual(['/review/']);
});

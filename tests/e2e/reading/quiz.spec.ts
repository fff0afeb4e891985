/** The self-check: answer, see the belief behind a miss, take it again; choose, share and print questions. */
import { courseIn } from '../../../src/content-reader/read-course.ts';
import { expectAccessible, openStep } from '../support/page.ts';
import { answer, formOf, item, items, putInOrder } from '../support/quiz.ts';
import { expect, test } from '../support/test.ts';
import { SLOW, slowUnless } from '../support/slow.ts';

const CHOICE = item('cluster-basics/same-port/why-no-eaddrinuse');
const SHORT = item('cluster-basics/same-port/how-many-listening-sockets');
const ORDER = item('cluster-basics/same-port/from-listen-to-request');
const OUTPUT = item('cluster-basics/identity/speed-in-the-primary');
const link = (...keys: { key: string }[]) => `/quiz/?items=${keys.map(({ key }) => key).join(',')}`;
const { misconceptions } = courseIn('src/content');

test('a miss reveals its belief, the truth and the step that shows it, and is taken again', async ({ page }) => {
  await page.goto(link(CHOICE, SHORT, OUTPUT));
  await expect(page.getByText('Question 1 of 3')).toBeVisible();
  await answer(page, CHOICE, false);
  const belief = formOf(page, CHOICE);
  await expect(belief).toContainText(`A common belief: “${misconceptions['cluster-uses-reuseport']?.belief}”`);
  await expect(belief.getByRole('link', { name: /^See it in/ })).toHaveAttribute(
    'href',
    '/lessons/cluster-basics/#same-port',
  );
  // The first answer counts, and another try is for learning.
  await belief.getByRole('button', { name: 'Try again' }).click();
  await expect(belief.getByRole('radio').first()).toBeFocused();
  await answer(page, CHOICE, true);
  await page.getByRole('button', { name: 'Next question' }).click();
  await answer(page, SHORT, true);
  await expect(page.getByText('1 of 2 right so far')).toBeVisible();
  await page.getByRole('button', { name: 'Next question' }).click();
  await answer(page, OUTPUT, false);
  await page.getByRole('button', { name: 'See the result' }).click();

  await expect(page.getByRole('heading', { name: '1 of 3 right' })).toBeFocused();
  const misses = page.getByRole('region', { name: '1 of 3 right' }).getByRole('list').locator('> li');
  await expect(misses).toHaveCount(2);
  await expect(misses.first()).toContainText(misconceptions['cluster-uses-reuseport']?.truth ?? '');
  await expect(misses.first().getByRole('link')).toHaveAttribute('href', '/lessons/cluster-basics/#same-port');
  await expect(misses.last()).toContainText('You said: fast');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Retake what was missed' }).click();
  await expect(page.getByText('Question 1 of 2')).toBeVisible();
  await expect(formOf(page, CHOICE).getByRole('radio', { checked: true })).toHaveCount(0);
  await answer(page, CHOICE, true);
  await page.getByRole('button', { name: 'Next question' }).click();
  await answer(page, OUTPUT, true);
  await page.getByRole('button', { name: 'See the result' }).click();
  await expect(page.getByRole('heading', { name: '2 of 2 right' })).toBeVisible();
  await expect(page.getByText('Nothing was missed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retake what was missed' })).toBeHidden();
});

test('an order is put right by the keyboard alone', SLOW, async ({ page }) => {
  await page.goto(link(ORDER));
  const form = formOf(page, ORDER);
  await form.getByRole('button', { name: 'Check answer' }).press('Enter');
  await expect(form.getByRole('status')).toContainText('Not quite');
  await expect(form).toContainText('A common belief');
  await expectAccessible(page);
  const texts = 'items' in ORDER.question ? ORDER.question.items.map(({ text }) => text) : [];
  await putInOrder(form, texts);
  await form.getByRole('button', { name: 'Check answer' }).press('Enter');
  await expect(form.getByRole('status')).toHaveText('Right.');
});

test('what is typed is understood, and a mistake that is not known leads on', async ({ page }) => {
  await page.goto(link(SHORT));
  const form = formOf(page, SHORT);
  const input = form.getByRole('textbox', { name: 'Your answer' });
  await input.press('Enter');
  await expect(form.getByRole('status')).toHaveText('Type an answer first.');
  await input.fill('seventeen');
  await input.press('Enter');
  await expect(form).toContainText('otherwise' in SHORT.question ? SHORT.question.otherwise : '');
  await input.fill(' One. ');
  await expect(form.getByRole('status')).toHaveText('');
  await input.press('Enter');
  await expect(form.getByRole('status')).toHaveText('Right.');
});

test('a question that was judged is heard by the page, and remembered with its history', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await page.evaluate(() => {
    document.addEventListener('quiz-answered', (event) => {
      const { key, correct, misconceptions } = (event as CustomEvent).detail as Record<string, unknown>;
      document.title = JSON.stringify({ key, correct, misconceptions });
    });
  });
  await answer(page, SHORT, false);
  await expect(page).toHaveTitle(
    JSON.stringify({ key: SHORT.key, correct: false, misconceptions: ['cluster-uses-reuseport'] }),
  );
  await answer(page, SHORT, true);
  const stored = await page.evaluate((key) => localStorage.getItem(`cluster-lab:answer:${key}`), SHORT.key);
  expect(JSON.parse(stored ?? '')).toMatchObject({
    first: { correct: false },
    last: { correct: true },
    tries: 2,
    misconceptions: ['cluster-uses-reuseport'],
  });
});

test('a self-check survives a reload, and starts again', async ({ page }) => {
  await page.goto('/quiz/cluster-basics/');
  const [first] = items.filter(({ key }) => key.startsWith('cluster-basics/'));
  if (first === undefined) throw new Error('The lesson has no questions.');
  await answer(page, first, false);
  await page.getByRole('button', { name: 'Next question' }).click();
  await page.reload();
  await expect(page.getByText('0 of 1 right so far')).toBeVisible();
  await expect(page.getByText(/^Question 2 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Question 1, missed' }).click();
  await expect(formOf(page, first)).toContainText('A common belief');

  await page.goto(link(SHORT));
  await answer(page, SHORT, false);
  await page.getByRole('button', { name: 'See the result' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByRole('button', { name: 'Question 1, not answered' })).toBeVisible();
  await expect(formOf(page, SHORT).getByRole('textbox')).toHaveValue('');
});

test('a link opens chosen questions and says which are gone', SLOW, async ({ page, context }) => {
  await page.goto(`${link(ORDER, CHOICE)},cluster-basics/fork/gone`);
  await expect(
    page.getByText('This link opens a choice of 2 questions. It names one question that is not here'),
  ).toBeVisible();
  await expect(formOf(page, ORDER)).toBeVisible();
  await page.goto('/quiz/?items=nowhere/at/all');
  await expect(page.getByText('This link opens no question.')).toBeVisible();
  await page.getByRole('link', { name: 'Show all questions' }).click();
  await expect(page.getByText(`Question 1 of ${items.length}`)).toBeVisible();

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByText('Choose, share and print').click();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await expect(page.getByText('Choose at least one question.')).toBeVisible();
  await page.locator(`quiz-chooser input[value="${SHORT.key}"]`).check();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(copied).pathname + new URL(copied).search).toBe(link(SHORT));
  await page.goto(copied);
  await expect(page.getByText('Question 1 of 1')).toBeVisible();
  await expect(formOf(page, SHORT)).toBeVisible();
});

test('on paper stand all open questions, with answers when asked for', SLOW, async ({ page }) => {
  await page.goto(link(CHOICE, ORDER));
  await answer(page, CHOICE, false);
  await page.emulateMedia({ media: 'print' });
  await expect(formOf(page, CHOICE)).toBeVisible();
  await expect(formOf(page, ORDER)).toBeVisible();
  await expect(page.locator(`quiz-form[data-key="${SHORT.key}"]`)).toBeHidden();
  await expect(page.getByText('A common belief').filter({ visible: true })).toHaveCount(0);
  const answers = page.locator(`quiz-form[data-key="${ORDER.key}"] details`);
  await expect(answers).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByText('Choose, share and print').click();
  await page.getByRole('checkbox', { name: 'Print the answers too' }).check();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(answers).toContainText('In this order');
  await expect(answers.getByRole('listitem').first()).toBeVisible();
});

test('every lesson has its quiz, and one that is not written says so', SLOW, async ({ page }) => {
  for (const { slug, matter, steps } of courseIn('src/content').lessons) {
    await page.goto(`/quiz/${slug}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(matter.title);
    await expect(page.getByText('This lesson is not written yet')).toHaveCount(steps.length === 0 ? 1 : 0);
    await expect(page.locator('quiz-form')).toHaveCount(steps.flatMap(({ quiz }) => quiz).length);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test('the quiz is accessible, answered and not', SLOW, async ({ page }) => {
      await page.goto(link(CHOICE, SHORT, OUTPUT, ORDER));
      await expectAccessible(page);
      for (const each of [CHOICE, SHORT, OUTPUT, ORDER]) {
        await answer(page, each, each === SHORT);
        await expectAccessible(page);
        await page.getByRole('button', { name: /Next question|See the result/ }).click();
      }
      await page.getByText('Choose, share and print').click();
      await expectAccessible(page);
    });
  });
}

for (const width of [390, 320]) {
  test(`nothing is cut off at ${width} px`, slowUnless(width === 320), async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const each of [ORDER, OUTPUT, SHORT]) {
      await page.goto(link(each));
      await answer(page, each, false);
      expect(await overflow(), each.key).toBeLessThanOrEqual(0);
      await page.getByRole('button', { name: 'See the result' }).click();
      await page.getByText('Choose, share and print').click();
      expect(await overflow(), `the result of ${each.key}`).toBeLessThanOrEqual(0);
    }
  });
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('questions read with their answers', SLOW, async ({ page }) => {
    await page.goto('/quiz/');
    await expect(page.locator('quiz-form').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check answer' })).toHaveCount(0);
    for (const each of [CHOICE, SHORT, ORDER, OUTPUT]) {
      const form = page.locator(`quiz-form[data-key="${each.key}"]`);
      await form.getByText('Answer', { exact: true }).click();
      await expect(form.getByText('Right:').first()).toBeVisible();
      await expect(form.getByText('Wrong:').first()).toBeVisible();
    }
    await page.goto('/review/');
    await expect(page.locator('quiz-review noscript p')).toContainText('Every question with its answer');
  });
});

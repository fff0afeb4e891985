/** What a learner has done is kept: predicted, run, solved, answered; over reloads, tabs, blocked storage and browsers. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { runSolution, sendRequests, status, writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const SOLVED = `import cluster from 'node:cluster';
import http from 'node:http';
if (cluster.isPrimary) {
  console.log('preparing the database');
  cluster.fork();
  cluster.fork();
} else {
  http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);
}
`;

const FORK_BELIEF = 'Code at the top of the file runs once.';

async function predict(page: Page, step: string, choice: string): Promise<void> {
  const form = page.locator(`#${step}`).getByRole('form', { name: 'Prediction' });
  await form.getByRole('radio', { name: choice }).check();
  await form.getByRole('button', { name: 'Commit to it' }).click();
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

async function check(page: Page): Promise<void> {
  const checks = page.getByRole('region', { name: 'Checks' });
  await checks.getByRole('button', { name: 'Check my work' }).click();
  await expect(checks.getByRole('status')).toContainText(/checks passed/);
}

const comparison = (page: Page, step: string) => page.locator(`#${step} prediction-form`).getByRole('status');
const part = (page: Page, step: string, name: string) =>
  page.locator(`#${step}`).getByRole('list', { name: 'What you have done in this step' }).getByText(name);
const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);

test('a prediction is compared with the run that follows, once, and stays', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'fork');
  await run(page);
  await expect(status(page)).toContainText('running, 2 workers');
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('preparing the database');
  await predict(page, 'fork', 'Once, in the primary');
  await expect(comparison(page, 'fork')).toHaveText('You said “Once, in the primary”. Now press Run and see.');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await run(page);
  await expect(comparison(page, 'fork')).toContainText(
    'You said “Once, in the primary”. In your run it was printed 3 times.',
  );
  await expect(comparison(page, 'fork')).toContainText('Three processes ran the file from its first line');
  await expect(page.getByRole('button', { name: 'Commit to it' }).first()).toBeHidden();
  await expect(part(page, 'fork', 'Predicted')).toContainText('done');
  // A run of changed code does not rewrite what the question was about.
  await writeCode(page, SOLVED);
  await check(page);
  await expect(part(page, 'fork', 'Solved')).toContainText('done');
  await page.reload();
  await expect(comparison(page, 'fork')).toContainText('it was printed 3 times');
  await expect(page.locator('#fork').getByRole('radio', { name: 'Once, in the primary' })).toBeChecked();
  await expect(part(page, 'fork', 'Solved')).toContainText('done');
});

test('a load is compared once it is over, with the counts of each process', SLOW, async ({ page }) => {
  await openStep(page, 'load-balancing', 'keep-alive');
  await predict(page, 'keep-alive', '50 and 50');
  await run(page);
  await sendRequests(page, { requests: 100, keepAlive: true });
  await expect(comparison(page, 'keep-alive')).toContainText(
    /You said “50 and 50”\. In your run worker \d answered (100 of 100 requests, worker \d none|none of 100 requests, worker \d 100) and the primary none\./,
  );
});

test('a run of the solution answers no prediction, and counts as no run', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await predict(page, 'same-port', 'Both listen, and nobody complains');
  await runSolution(page);
  await expect(status(page)).toContainText('running, 2 workers');
  await sendRequests(page, { requests: 5 });
  await expect(comparison(page, 'same-port')).toContainText('Now press Run');
  await expect(part(page, 'same-port', 'Ran')).toContainText('not yet');
});

test('what was solved and left is shown at home, in another tab, and leads on', SLOW, async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Start with “One file, two roles”' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Start with/ })).toHaveCount(1);
  const home = await context.newPage();
  await home.goto('/');
  await openStep(page, 'cluster-basics', 'fork');
  await writeCode(page, SOLVED);
  await check(page);
  await expect(part(page, 'fork', 'Solved')).toContainText('done');
  await expect(part(page, 'fork', 'Ran')).toContainText('done');
  await page.locator('#fork [data-text-end]').scrollIntoViewIfNeeded();
  await expect(part(page, 'fork', 'Read')).toContainText('done');
  // The other tab was open all the time.
  await expect(home.getByRole('link', { name: 'Continue with “One file, two roles”' })).toBeVisible();
  await expect(home.getByRole('progressbar', { name: 'Progress in “Cluster basics”' })).toBeVisible();
  await page
    .getByRole('link', { name: /One port, who holds it/ })
    .first()
    .click();
  await expect(home.getByRole('link', { name: 'Continue with “One port, who holds it?”' })).toBeVisible();
  await home.getByRole('link', { name: /^Continue with/ }).click();
  await expect(home).toHaveURL(/cluster-basics\/#same-port$/);
  await expectAccessible(home);
});

test('the page of progress counts honestly, and beliefs move when they are overturned', SLOW, async ({ page }) => {
  await page.goto('/done/');
  await expect(figure(page, 'solved')).toHaveText(/^0 of \d+$/);
  await expect(page.getByText('Nothing yet: a wrong prediction')).toBeVisible();
  await openStep(page, 'cluster-basics', 'fork');
  await predict(page, 'fork', 'Once, in the primary');
  await run(page);
  await expect(comparison(page, 'fork')).toContainText('it was printed 3 times');
  const done = await page.context().newPage();
  await done.goto('/done/');
  await expect(figure(done, 'predicted')).toHaveText(/^1 of \d+$/);
  await expect(figure(done, 'foreseen')).toHaveText('0 came as you said');
  const open = done.locator('[data-beliefs-open]');
  await expect(open).toContainText(FORK_BELIEF);
  await open.getByRole('link', { name: 'One file, two roles' }).click();
  await expect(done).toHaveURL(/#fork$/);
  // A right answer to a question that offers the belief overturns it.
  const asking = await questionAbout(page, 'top-level-runs-once');
  await done.goto('/done/');
  await answerRight(page, asking);
  await expect(done.locator('[data-beliefs-overturned]')).toContainText(FORK_BELIEF);
  await expect(open).toBeHidden();
  await expect(figure(done, 'first')).toHaveText('1 at the first try');
});

/** The key of a question of this page that offers the misconception. */
async function questionAbout(page: Page, belief: string): Promise<string> {
  const outline = JSON.parse((await page.locator('#course-outline').textContent()) ?? '') as {
    lessons: { steps: { questions: { key: string; beliefs: string[] }[] }[] }[];
  };
  const questions = outline.lessons.flatMap(({ steps }) => steps.flatMap((step) => step.questions));
  return questions.find(({ beliefs }) => beliefs.includes(belief))?.key ?? '';
}

async function answerRight(page: Page, key: string): Promise<void> {
  const form = page.locator(`quiz-form[data-key="${key}"]`);
  const data = JSON.parse((await form.locator('script').textContent()) ?? '') as {
    question: { options: { text: string; correct: boolean }[] };
  };
  for (const [index, { correct }] of data.question.options.entries()) {
    if (correct) await form.locator(`input[value="${index}"]`).check();
  }
  await form.getByRole('button', { name: 'Check answer' }).click();
}

test('saves a file, starts over, and brings it back, in each case after asking', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'fork');
  await writeCode(page, SOLVED);
  await check(page);
  await expect(part(page, 'fork', 'Solved')).toContainText('done');
  await page.goto('/done/');
  await expect(figure(page, 'solved')).toHaveText(/^1 of/);
  const record = page.getByRole('region', { name: 'Keep it, move it, forget it' });
  const downloading = page.waitForEvent('download');
  await record.getByRole('button', { name: 'Save as a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^cluster-lab-progress-\d{4}-\d\d-\d\d\.json$/);
  const saved = await readFile(await download.path());

  await record.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep my progress' }).click();
  await expect(record.getByRole('status')).toHaveText('Nothing was changed.');
  await expect(figure(page, 'solved')).toHaveText(/^1 of/);
  await record.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: /code/ }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
  await expect(record.getByRole('status')).toHaveText('Forgotten, your code too.');
  await expect(figure(page, 'solved')).toHaveText(/^0 of/);

  const bring = (name: string, buffer: Buffer) =>
    record.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
  await bring('x.json', Buffer.from('{"a'));
  await expect(record.getByRole('status')).toContainText('This file cannot be read');
  await bring('x.json', Buffer.from('{"name":"other"}'));
  await expect(record.getByRole('status')).toContainText('This file is not from Cluster Lab');
  // Nothing is there that could be lost, so nothing is asked.
  await bring('mine.json', saved);
  await expect(record.getByRole('status')).toHaveText('Your progress, answers and code are back.');
  await expect(figure(page, 'solved')).toHaveText(/^1 of/);
  await bring('mine.json', saved);
  await page.getByRole('dialog').getByRole('button', { name: 'Keep what is here' }).click();
  await expect(record.getByRole('status')).toHaveText('Nothing was changed.');
  await bring('mine.json', saved);
  await page.getByRole('dialog').getByRole('button', { name: 'Replace it' }).click();
  await expect(record.getByRole('status')).toHaveText('Your progress, answers and code are back.');
  await openStep(page, 'cluster-basics', 'fork');
  await check(page);
  await expect(page.getByRole('region', { name: 'Checks' }).getByRole('status')).toHaveText('All checks passed.');
});

test('with storage blocked progress lasts as long as the page, and the page says so', SLOW, async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await openStep(page, 'cluster-basics', 'fork');
  await expect(page.getByText('your progress lasts as long as this page')).toBeVisible();
  await predict(page, 'fork', 'Three times');
  await run(page);
  await expect(comparison(page, 'fork')).toContainText('You predicted it.');
  await expect(part(page, 'fork', 'Predicted')).toContainText('done');
  await page.goto('/done/');
  await expect(page.getByText('What you do lasts as long as this page')).toBeVisible();
});

test('a prediction about other words is asked anew', async ({ page }) => {
  await page.addInitScript(() => {
    const prediction = {
      asked: 'before',
      picked: 0,
      right: false,
      at: 1,
      shown: { clause: 'x', changed: false, at: 2 },
    };
    const progress = { version: 1, steps: {}, predictions: { 'cluster-basics/fork': prediction } };
    // The engine's own frame has no storage.
    if (origin !== 'null') localStorage.setItem('cluster-lab:progress', JSON.stringify(progress));
  });
  await openStep(page, 'cluster-basics', 'fork');
  await expect(page.locator('#fork').getByRole('button', { name: 'Commit to it' })).toBeVisible();
  await expect(page.locator('#fork prediction-form')).not.toContainText('You said');
  await expect(part(page, 'fork', 'Predicted')).toContainText('not yet');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test('the page of progress and a lesson under way are accessible', SLOW, async ({ page }) => {
      await openStep(page, 'cluster-basics', 'fork');
      await predict(page, 'fork', 'Once, in the primary');
      await run(page);
      await expect(comparison(page, 'fork')).toContainText('it was printed 3 times');
      await expectAccessible(page);
      for (const path of ['/done/', '/']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      }
    });
  });
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('the page of progress says what it needs; no empty bars stand anywhere', async ({ page }) => {
    await page.goto('/done/');
    await expect(page.getByRole('heading', { level: 1, name: 'Your progress' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'see all lessons' })).toBeVisible();
    for (const path of ['/done/', '/', '/lessons/cluster-basics/']) {
      await page.goto(path);
      await expect(page.getByRole('progressbar')).toHaveCount(0);
    }
    await expect(page.getByRole('button', { name: 'Commit to it' })).toHaveCount(0);
  });
});

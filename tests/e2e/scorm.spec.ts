/** A lesson in a learning platform: the exported package runs programs, reports the result, and brings the work back. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test as base, type FrameLocator, type Page } from '@playwright/test';
import { courseIn } from '../../src/content-reader/read-course.ts';
import { startPlatform } from '../support/learning-platform.ts';
import { startRecordStore } from '../support/record-store.ts';
import { answer, item, items } from './support/quiz.ts';
import { SLOW } from './support/slow.ts';
import { cell, runSolution, sendRequests, status, writeCode, type Place } from './support/workspace.ts';

const LESSON = 'single-process';
const steps = courseIn('src/content').lessons.find(({ slug }) => slug === LESSON)?.steps ?? [];
/** It needs what no browser gives, so its checks judge nothing here. */
const UNJUDGED = 'not-one-thread-either';

const test = base.extend<object, { zip: Uint8Array }>({
  zip: [
    async ({ browserName: _ }, use) => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--disable-warning=ExperimentalWarning',
        'scripts/export-scorm.ts',
        LESSON,
      ]);
      await use(await readFile(stdout.split(':')[0] ?? ''));
    },
    { scope: 'worker' },
  ],
});

type Kept = Readonly<Record<string, never>> & {
  readonly core: {
    readonly lesson_status: string;
    readonly score: { readonly raw: string };
    readonly lesson_location: string;
  };
  readonly interactions: Readonly<Record<string, { readonly id: string; readonly result: string }>>;
  readonly suspend_data: string;
};

async function open(page: Page, url: string): Promise<FrameLocator> {
  await page.goto(url);
  const lesson = page.frameLocator('iframe');
  await expect(lesson.locator('lesson-page')).toHaveAttribute('data-one-step', '');
  return lesson;
}

const kept = (page: Page) => page.evaluate<Kept>('kept()');
const statusOf = (lesson: Place) => lesson.getByRole('status', { name: 'Learning platform' });

async function openStep(lesson: FrameLocator | Page, slug: string): Promise<void> {
  await lesson.locator(`[data-step-link="${slug}"]`).click();
  await expect(lesson.locator(`#${slug}`)).toHaveAttribute('data-open', '');
}

/** Every question right at the first answer, and every step solved that can be. */
async function doAll(page: Page, lesson: FrameLocator | Page): Promise<void> {
  for (const { slug, program, quiz, id } of steps) {
    await openStep(lesson, slug);
    const here = lesson.locator(`#${slug}`);
    for (const { id: question } of quiz) {
      const asked = items.find(({ key }) => key === `${id}/${question}`);
      if (asked !== undefined) await answer(lesson, asked, true);
    }
    if (slug === UNJUDGED) {
      await here.getByRole('button', { name: 'Run', exact: true }).click();
      await here.getByRole('button', { name: 'Watch the recorded run' }).click();
      await expect(here.getByRole('status', { name: 'Sandbox status' })).toContainText('Recorded run of Node');
      continue;
    }
    await writeCode(page, program.solution['main.mjs'] ?? '', here);
    await here.getByRole('button', { name: 'Check my work' }).click();
    await expect(here.getByRole('region', { name: 'Checks' }).getByRole('status')).toHaveText('All checks passed.', {
      timeout: 60_000,
    });
  }
}

test(
  'a package runs its program, reports what was answered, and resumes where it was left',
  SLOW,
  async ({ page, zip }) => {
    await using platform = await startPlatform({ package: zip });
    expect(platform.files).toContain('imsmanifest.xml');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    let lesson = await open(page, platform.url);
    await expect(statusOf(lesson)).toHaveText('Reported to your learning platform: 0 of 100 points, not complete yet.');

    await runSolution(lesson);
    await expect(status(lesson)).toContainText('In-browser Node 24.21.0: running');
    await sendRequests(lesson, { requests: 4 });
    await expect(cell(lesson, 'primary', 'Requests')).toHaveText('4');
    const [first, second] = items.filter(({ key }) => key.startsWith(`${LESSON}/waits/`));
    if (first === undefined || second === undefined) throw new Error('The step has two questions.');
    await answer(lesson, first, true);
    await answer(lesson, second, false);
    await openStep(lesson, 'busy-handler');
    await expect.poll(async () => (await kept(page)).core.lesson_location).toBe('busy-handler');
    const { core, interactions } = await kept(page);
    expect(core.lesson_status).toBe('incomplete');
    expect(Number(core.score.raw)).toBeGreaterThan(0);
    expect(Object.values(interactions)).toMatchObject([
      { id: first.key.replaceAll('/', '.'), result: 'correct' },
      { id: second.key.replaceAll('/', '.'), result: 'wrong' },
    ]);

    // Another day, another computer: the browser has nothing, the platform has it all.
    await page.goto(new URL('/elsewhere', platform.url).href);
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('cluster-lab:')) localStorage.removeItem(key);
    });
    lesson = await open(page, platform.url);
    await expect(lesson.locator('#busy-handler')).toHaveAttribute('data-open', '');
    await openStep(lesson, 'waits');
    await expect(lesson.locator('#waits quiz-form[data-result=right]')).toHaveCount(1);
    await expect(lesson.locator('#waits quiz-form[data-result=wrong]')).toHaveCount(1);
    expect(new Set(asked)).toEqual(new Set([new URL(platform.url).origin]));
  },
);

test('a lesson done whole is passed, also where the browser stores nothing', SLOW, async ({ page, zip }) => {
  await page.addInitScript(() => {
    if (window === window.top) return;
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await using platform = await startPlatform({ package: zip });
  const lesson = await open(page, platform.url);
  await doAll(page, lesson);
  await expect(statusOf(lesson)).toHaveText('Reported to your learning platform: 100 of 100 points, passed.');
  expect((await kept(page)).core).toMatchObject({ lesson_status: 'passed', score: { raw: '100' } });
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  await expect.poll(() => page.evaluate('finished')).toBe(1);
});

test('a platform that refuses a report is quoted, and the work goes on', async ({ page, zip }) => {
  await using platform = await startPlatform({ package: zip });
  const lesson = await open(page, platform.url);
  await page.evaluate('API.LMSSetValue = () => "false"');
  const [first] = items.filter(({ key }) => key.startsWith(`${LESSON}/waits/`));
  if (first === undefined) throw new Error('The step has a question.');
  await answer(lesson, first, true);
  await expect(statusOf(lesson)).toContainText('The learning platform did not take it: cmi.');
  await expect(statusOf(lesson)).toContainText('Your work is kept in this browser');
});

test(
  'launched by cmi5, it tells a record store how it began, what was answered, and that it is complete',
  SLOW,
  async ({ page, zip }) => {
    await using platform = await startPlatform({ package: zip });
    await using store = await startRecordStore();
    const verbs = () => store.statements.map(({ verb }) => verb.id.split('/').at(-1));
    await page.goto(`${platform.lesson}${store.launch}`);
    await expect(statusOf(page)).toHaveText('Reported to your learning platform: 0 of 100 points, not complete yet.');
    const [first] = steps[0]?.quiz ?? [];
    const question = item(`${LESSON}/waits/${first?.id ?? ''}`);
    await answer(page, question, true);
    await expect.poll(verbs).toEqual(['initialized', 'answered']);
    await page.goto('about:blank');
    await expect.poll(verbs).toEqual(['initialized', 'answered', 'terminated']);

    // Another day: the answer is there, and the rest is done.
    await page.goto(`${platform.lesson}${store.launch}`);
    await expect(page.locator('#waits quiz-form[data-result=right]')).toHaveCount(1);
    await doAll(page, page);
    await expect.poll(verbs).toEqual(expect.arrayContaining(['completed', 'passed']));
    const passed = store.statements.find(({ verb }) => verb.id.endsWith('/passed'));
    expect(passed).toMatchObject({ result: { score: { scaled: expect.any(Number) } } });
    const answers = store.statements.filter(({ verb }) => verb.id.endsWith('/answered'));
    expect(answers.map(({ result }) => result?.success)).not.toContain(false);
  },
);

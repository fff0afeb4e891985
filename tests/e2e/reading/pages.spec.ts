/** Every page: reachable, accessible in both themes, whole on a narrow screen, readable without a script. */
import { test, expect } from '../support/test.ts';
import { courseIn } from '../../../src/content-reader/read-course.ts';
import { expectAccessible, openStep } from '../support/page.ts';
import { SLOW, slowUnless } from '../support/slow.ts';

const { lessons } = courseIn('src/content');
const LESSONS = lessons.map(({ slug }) => slug);
const STEPS = lessons.find(({ slug }) => slug === 'cluster-basics')?.steps.map(({ slug }) => slug) ?? [];
const OTHERS = ['/', '/quiz/', '/review/', '/diagnostics/', '/playground/', '/workshop/', '/embed/'];
/** Of lessons, which are alike, these two. */
const LOOKED_AT = [
  ...OTHERS,
  '/glossary/',
  '/replay/?run=cluster-basics/same-port',
  '/lessons/cluster-basics/#same-port',
  '/lessons/ipc/',
];
const PAGES = [...OTHERS, ...LESSONS.map((slug) => `/lessons/${slug}/`), '/quiz/ipc/'];

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    for (const path of LOOKED_AT) {
      const isRepresentative =
        theme === 'light' && ['/', '/quiz/', '/lessons/cluster-basics/#same-port'].includes(path);
      test(`${path} is accessible`, slowUnless(isRepresentative), async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('main')).toBeVisible();
        await expectAccessible(page);
      });
    }
  });
}

for (const { slug, steps } of lessons) {
  test(`every step of ${slug} is accessible`, SLOW, async ({ page }) => {
    for (const step of steps) {
      await openStep(page, slug, step.slug);
      await expectAccessible(page);
    }
  });
}

test.describe('an address without a page', () => {
  test.use({ expectedComplaints: /404/ });
  test('is accessible and leads on', async ({ page }) => {
    await page.goto('/lessons/cluster-basics/same-prot/');
    const main = page.getByRole('main');
    await expect(main).toContainText('There is no page at /lessons/cluster-basics/same-prot/.');
    await expect(main.getByRole('link', { name: 'See all lessons' })).toBeVisible();
    await expectAccessible(page);
    await main.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('dialog').getByRole('searchbox')).toHaveValue('cluster basics same prot');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await main.getByRole('listitem').first().getByRole('link').click();
    await expect(page.getByRole('heading', { level: 2, name: 'One port, who holds it?' })).toBeVisible();
    await page.goto('/nowhere/');
    await expect(main).toContainText('There is no page at /nowhere/.');
    await expect(main.getByRole('heading', { name: 'Perhaps you meant' })).toBeHidden();
  });
});

for (const width of [390, 320]) {
  test(`nothing is cut off at ${width} px`, slowUnless(width === 320), async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of LOOKED_AT) {
      await page.goto(path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
}

test('every lesson has its page, and one that is not written says so', SLOW, async ({ page }) => {
  const planned = lessons.filter(({ matter }) => matter.status === 'planned');
  await page.goto('/');
  for (const slug of LESSONS) await expect(page.locator(`a[href="/lessons/${slug}/"]`).first()).toBeVisible();
  await expect(page.getByText('Not written yet')).toHaveCount(planned.length);
  for (const { slug, matter } of lessons) {
    await page.goto(`/lessons/${slug}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(matter.title);
    await expect(page.getByText('This lesson is not written yet.')).toHaveCount(
      planned.some((each) => each.slug === slug) ? 1 : 0,
    );
  }
});

test('headers isolate every page, and nothing may be framed by others', async ({ request }) => {
  for (const path of PAGES) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'credentialless',
      'content-security-policy': expect.stringContaining("frame-ancestors 'self'"),
    });
  }
  expect((await request.get('/nowhere/')).status()).toBe(404);
});

test('links to steps open that step, and Back returns', SLOW, async ({ page }) => {
  await page.goto('/lessons/cluster-basics/');
  await expect(page.getByRole('heading', { level: 2, name: 'One file, two roles' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Steps of this lesson' })
    .getByRole('link', { name: 'Give workers an identity' })
    .click();
  await expect(page).toHaveURL(/#identity$/);
  await expect(page.getByRole('heading', { level: 2, name: 'Give workers an identity' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 2, name: 'One file, two roles' })).toBeHidden();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 2, name: 'One file, two roles' })).toBeVisible();
});

test('a heading links to itself, and a number in the text to its source and back', SLOW, async ({ page }) => {
  await page.goto('/lessons/load-balancing/#kernel/why-round-robin-is-the-default');
  const heading = page.getByRole('heading', { name: 'Why round-robin is the default' });
  await expect(heading).toBeInViewport();
  const link = page.getByRole('link', { name: 'Link to “Your findings”' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#kernel\/your-findings$/);
  await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await page.locator('#kernel').getByRole('link', { name: 'Source 1', exact: true }).press('Enter');
  await expect(page.locator('li:target')).toContainText('cluster.schedulingPolicy');
  // Who follows it by the keyboard goes on from there.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#kernel').getByRole('link', { name: 'Source 1', exact: true })).toBeInViewport();
  await expect(page.locator('#kernel')).toHaveAttribute('data-open', '');
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('a lesson prints whole, whatever of it is on the screen, and with nothing to press', async ({ page }) => {
  await page.goto('/lessons/cluster-basics/?mode=watch#right-branch');
  await page.locator('#fork textarea').evaluate((field: HTMLTextAreaElement) => {
    field.value = '// mine';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Afterwards you can' })).toBeVisible();
  for (const step of STEPS) {
    const section = page.locator(`[id="${step}"]`);
    await expect(section.getByRole('heading', { level: 2 })).toBeVisible();
    await expect(section.getByRole('form', { name: 'Prediction' })).toBeVisible();
    await expect(section.getByRole('form', { name: /^Quiz/ }).first()).toBeVisible();
    await expect(section.getByRole('heading', { name: 'Sources' })).toBeVisible();
  }
  await expect(page.locator('#right-branch .highlighted:visible')).toHaveCount(3);
  await expect(page.locator('#fork .highlighted')).toBeHidden();
  await expect(page.locator('#fork textarea')).toBeVisible();
  await expect(page.locator(':is(button, select, nav, .terminal, canvas):visible')).toHaveCount(0);
  const address = await page
    .locator('#same-port .footnotes a[href^=http]')
    .evaluate((link) => getComputedStyle(link, '::after').content);
  expect(address).toContain('https://nodejs.org/docs/');
});

test('the sheet that a page loads first states the order of layers', async ({ request }) => {
  for (const path of [...OTHERS, '/cheat-sheet/', '/lessons/ipc/', '/workshop/host/', '/workshop/screen/']) {
    const page = await (await request.get(path)).text();
    const [, sheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
    expect(await (await request.get(sheet)).text(), path).toMatch(/^@layer print\b/);
  }
});

test('tools that came late are nothing for paper either', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'right-branch');
  await expect(page.getByRole('button', { name: /^Maximise/ }).first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator(':is(button, select, nav, .terminal, canvas):visible')).toHaveCount(0);
});

test('the theme is chosen, kept and applied before the first paint', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('the whole lesson reads: text, code, questions with their answers', async ({ page }) => {
    await page.goto('/lessons/cluster-basics/');
    for (const step of STEPS) await expect(page.locator(`#${step} h2`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0);
    await expect(page.locator('#same-port .highlighted')).toBeVisible();
    await expect(page.locator('#same-port details').first()).toBeVisible();
  });
});

test('a lesson ends with the beliefs that it met, folded, each with what is true', SLOW, async ({ page }) => {
  await openStep(page, 'ipc', 'ready');
  const truth = page.getByText('In a cluster worker the module passes messages on from the start');
  await expect(truth).toBeHidden();
  await page.getByText(/\d+ beliefs that this lesson met/).click();
  await expect(truth).toBeVisible();
  await expectAccessible(page);
});

/** A program that a link brought: what it carries is open to the eye before anybody presses Run, and what it may not carry is refused. */
import { encodeLink } from '../../src/features/playground/client/playground-link.ts';
import { USUAL_LOAD, type Playground } from '../../src/features/playground/model/playground.ts';
import { expectAccessible } from './support/page.ts';
import { editor, fromLink, notice, openPlayground, terminal } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { status, untilLoaded } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const SENT: Playground = {
  title: 'Sent to you',
  files: { 'main.mjs': "console.log('it ran', process.env.MODE);\n", 'lib/hidden.mjs': 'export const hidden = 1;\n' },
  entry: 'main.mjs',
  args: ['--purge', 'two words', 'turned\u202earound'],
  env: { MODE: 'quiet', LONG: 'first\nsecond' },
  load: USUAL_LOAD,
};

async function linkTo(playground: Playground): Promise<string> {
  const link = await encodeLink(playground);
  if (!link.ok) throw new Error(link.message);
  return link.value;
}

for (const path of ['/playground/', '/embed/playground/']) {
  test(`${path} shows what a link carries, and that it came from a link, before Run`, async ({ page }) => {
    await page.goto(path + (await linkTo(SENT)));
    const note = fromLink(page);
    await expect(note).toContainText('This program came from a link.');
    for (const text of [
      'lib/hidden.mjs',
      '--purge',
      'two words',
      'turned\\u{202e}around',
      'MODE=quiet',
      'LONG=first\\u{a}second',
    ])
      await expect(note.getByText(text, { exact: true })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Environment' })).toBeVisible();
    await expect(status(page)).toContainText('Ready to run');
    await expectAccessible(page);
  });
}

test.describe('on a phone, which keeps the plain field', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the code of a link can be read, also where it is the one that the page began with', SLOW, async ({ page }) => {
    await page.goto('/playground/');
    const code = page.getByRole('region', { name: 'Editor' }).getByRole('textbox', { name: 'Code of main.mjs' });
    const files = { 'main.mjs': await code.inputValue() };
    await page.goto(`/playground/${await linkTo({ ...SENT, files, env: {} })}`);
    await expect(fromLink(page)).toBeVisible();
    await expect(code).toHaveValue(files['main.mjs']);
    await expect(code).not.toHaveCSS('color', 'rgba(0, 0, 0, 0)');
  });
});

test(
  'all of it, and what became of own work, leaves ten lines of code in sight on a laptop',
  SLOW,
  async ({ page }) => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await openPlayground(page);
    await page.getByRole('textbox', { name: 'Arguments' }).fill('mine');
    const code = Array.from({ length: 20 }, (_, index) => `// line ${index + 1}\n`).join('');
    await page.goto(`/playground/${await linkTo({ ...SENT, files: { ...SENT.files, 'main.mjs': code } })}`);
    await untilLoaded(page);
    const parts = [
      notice(page).getByText('Your work from before is kept.'),
      page.getByRole('button', { name: 'Run', exact: true }),
      page.getByRole('textbox', { name: 'Environment' }),
      editor(page).getByText('// line 10', { exact: true }),
    ];
    for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
  },
);

test(
  'a program stays one that came from a link, changed and over a reload, until another takes its place',
  SLOW,
  async ({ page }) => {
    await page.goto(`/playground/${await linkTo({ ...SENT, files: { 'main.mjs': '' }, args: [], env: {} })}`);
    const note = fromLink(page);
    await expect(note).toHaveText(
      /^\s*This program came from a link\. [^:]+\.\s*(Files\s*)?(Arguments\s*)?(Environment\s*)?$/,
    );
    await expect(note.getByText('Files')).toBeHidden();
    await page.getByRole('textbox', { name: 'Arguments' }).fill('mine');
    await expect(note.getByText('mine', { exact: true })).toBeVisible();
    // What is typed is stored a moment later, and at the latest when the page is left.
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Arguments' })).toHaveValue('mine');
    await expect(note).toBeVisible();
    await page.goto('/playground/#program=sched-none');
    await expect(note).toBeHidden();
  },
);

test('a variable that changes how Node starts is refused where Run was pressed, and nothing runs', async ({ page }) => {
  await page.goto(`/playground/${await linkTo({ ...SENT, env: { NODE_OPTIONS: '--allow-fs-read=*' } })}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('playground-workspace')).toContainText('The environment variable NODE_OPTIONS is refused');
  await expect(terminal(page)).not.toContainText('it ran');
});

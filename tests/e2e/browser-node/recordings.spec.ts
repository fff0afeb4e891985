/** A step that asks In-browser Node for what no browser gives: the page says what is missing and plays the recorded run. */
import { preferBrowserNode } from '../support/prefer-engine.ts';
import { needsInWords } from '../../../src/core/lesson/needs.ts';
import { openStep } from '../support/page.ts';
import { expect, test } from '../support/test.ts';
import { status } from '../support/workspace.ts';
import { slowUnless } from '../support/slow.ts';
import { LACKING } from './lacking.ts';

const [REPRESENTATIVE] = Object.keys(LACKING);

for (const [id, needs] of Object.entries(LACKING)) {
  test(`${id} shows its recorded run`, slowUnless(id === REPRESENTATIVE), async ({ page }) => {
    const [lesson = '', step = ''] = id.split('/');
    await preferBrowserNode(page);
    await openStep(page, lesson, step);
    await page.getByRole('button', { name: 'Run', exact: true }).focus();
    const note = page.getByRole('region', { name: 'Recorded run' });
    const missing = `This step needs ${needsInWords(needs)}, which In-browser Node cannot give`;
    await expect(note).toContainText(missing);
    await page.getByRole('button', { name: 'Check my work' }).click();
    await expect(page.getByRole('status', { name: 'Check result' })).toContainText(
      `${missing}, so your work cannot be checked here.`,
    );

    await note.getByRole('button', { name: 'Watch the recorded run' }).click();
    await expect(status(page)).toContainText('Recorded run of Node 24.21.0: playing');
    await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('This is a recording of Node 24.21.0.');
  });
}

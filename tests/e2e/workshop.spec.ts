/** A class and its instructor, each in a browser of their own. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/page.ts';
import { expect, test } from './support/test.ts';
import {
  bar,
  join,
  leads,
  makeWorkshop,
  openPerson,
  rowOf,
  startSharedSite,
  startWorkshopSite,
  work,
} from './support/workshop-site.ts';
import { status } from './support/workspace.ts';

test('an instructor makes a workshop, leads a learner, asks, and shows what was answered', async ({ browser }) => {
  await using site = await startWorkshopSite();
  const [host, ada] = await Promise.all([openPerson(browser, site), openPerson(browser, site)]);
  const code = await makeWorkshop(host, 'Clusters on Monday');
  await host.getByRole('combobox', { name: 'On the projector' }).selectOption('A poll');
  const link = await host.getByRole('link', { name: 'Open the projector' }).getAttribute('href');
  const screen = await host.context().newPage();
  await screen.goto(link ?? '');

  await ada.goto('/workshop/#WRNG-CODE');
  await ada.getByLabel('Your name in this workshop').fill('Ada');
  await ada.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(ada.getByRole('status', { name: 'Joining' })).toContainText('No workshop has this code');
  await expect(ada.getByLabel('Code', { exact: true })).toBeFocused();
  await join(ada, code, 'Ada');
  await host.getByLabel('Take everyone along').check();
  await leads(host).selectOption('3.2 One port, who holds it?');
  await expect(ada).toHaveURL(/\/lessons\/cluster-basics\/#same-port$/);
  await expect(rowOf(host, 'Ada')).toContainText('3.2 One port, who holds it?');

  await host.getByRole('button', { name: 'Ask the class' }).click();
  await bar(ada).getByRole('button', { name: 'Answer 1 poll' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Workshop' });
  await dialog.getByRole('radio', { name: 'The second one takes the port' }).check();
  await dialog.getByRole('button', { name: 'Send my answer' }).click();
  await expect(dialog.getByRole('button', { name: 'Change my answer' })).toBeFocused();
  await expect(host.getByText('Open, 1 answer, only you see them.')).toBeVisible();
  await expect(screen.getByRole('heading', { name: 'Both workers call listen()' })).toBeVisible();
  await expect(screen.getByText('1 (100 %)')).toBeHidden();
  await host.getByRole('button', { name: 'Close and show the answers' }).click();
  await expect(screen.getByText('1 (100 %)')).toBeVisible();
  await expect(dialog.getByText('your answer', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('radio')).toHaveCount(0);
  await expect(host.getByText('Closed, 1 answer, shown to all.')).toBeVisible();
  await expect(host.getByRole('region', { name: 'What it believes' })).toContainText(
    '100 % believed: Who binds a port later',
  );

  await host.getByText('Ask a question of your own').click();
  await host.getByLabel('What you ask').fill('What surprised you?');
  await host.getByRole('textbox', { name: 'Choice 1' }).fill('The split');
  await host.getByRole('button', { name: 'Put it to the class' }).click();
  await expect(host.getByRole('status', { name: 'Own poll' })).toHaveText('Write at least two choices.');
  await host.getByRole('button', { name: 'Add a choice' }).click();
  await expect(host.getByRole('textbox', { name: 'Choice 3' })).toBeFocused();
  await host.getByRole('textbox', { name: 'Choice 3' }).fill('Nothing');
  await host.getByRole('button', { name: 'Put it to the class' }).click();
  await expect(screen.getByRole('heading', { name: 'What surprised you?' })).toBeVisible();
  await dialog.getByRole('group', { name: 'What surprised you?' }).getByRole('radio', { name: 'Nothing' }).check();
  await dialog.getByRole('button', { name: 'Send my answer' }).click();
  await expect(host.getByText('Open, 1 answer, only you see them.')).toBeVisible();

  await dialog.getByRole('button', { name: 'Raise my hand' }).click();
  await host.getByRole('button', { name: 'Lower the hand of Ada' }).click();
  await dialog.getByRole('button', { name: 'Raise my hand' }).click();
  await dialog.getByRole('button', { name: 'Back to the page' }).click();
  await expect(rowOf(host, 'Ada').getByRole('button', { name: 'Lower the hand of Ada' })).toBeVisible();
  await bar(ada).getByRole('button', { name: 'Your hand is up: lower it' }).click();
  await expect(bar(ada).getByRole('button', { name: 'Workshop' })).toBeFocused();
  await expect(rowOf(host, 'Ada').getByRole('button', { name: 'Lower the hand of Ada' })).toBeHidden();

  await expect(bar(ada)).toContainText('Clusters on Monday: you are at your instructor’s step.');
  await expect(bar(ada).getByRole('link', { name: 'Follow' })).toHaveCount(0);
  await ada.goto('/lessons/cluster-basics/#identity');
  await bar(ada).getByRole('link', { name: 'Follow' }).click();
  await expect(ada).toHaveURL(/#same-port$/);
  await expect(bar(ada).getByRole('link', { name: 'Follow' })).toHaveCount(0);
});

test.describe('at length @slow', () => {
  test.setTimeout(240_000);
  const STEPS = ['fork', 'same-port', 'right-branch', 'identity', 'listen-variants'];
  const NAMES = ['Ada', 'Bo', 'Cleo', 'Dan', 'Eve'];

  const PLACES = {
    'one server, which is killed': startWorkshopSite,
    'two workers with Redis: one of them is killed, then Redis': startSharedSite,
  };
  const DISTURBED = ['right-branch', 'listen-variants'];

  for (const [place, startSite] of Object.entries(PLACES))
    test(`five learners play a lesson on ${place}`, async ({ browser }) => {
      await using site = await startSite();
      const host = await openPerson(browser, site);
      const code = await makeWorkshop(host, 'A whole lesson');
      const pages = await Promise.all(NAMES.map(() => openPerson(browser, site)));
      await Promise.all(pages.map((page, index) => join(page, code, NAMES[index] ?? '')));
      await host.getByLabel('Take everyone along').check();
      for (const [index, step] of STEPS.entries()) {
        const option = leads(host).locator('option', { hasText: `3.${index + 1} ` });
        await leads(host).selectOption((await option.getAttribute('value')) ?? '');
        for (const page of pages) await expect(page).toHaveURL(new RegExp(`#${step}$`));
        if (step === 'same-port') {
          for (const page of pages) await page.getByRole('button', { name: 'Run', exact: true }).click();
          for (const page of pages) await expect(status(page)).toContainText('running, 2 workers', { timeout: 30_000 });
        }
        const mend = DISTURBED.includes(step) ? await site.disturb() : undefined;
        // Whoever is without a server keeps what is done until there is one.
        for (const page of pages) await work(page);
        await mend?.();
        for (const page of [host, ...pages]) {
          await expect(page.getByRole('status', { name: page === host ? 'Class' : 'Workshop' })).not.toContainText(
            'Go on working',
            {
              timeout: 5_000,
            },
          );
        }
      }
      for (const name of NAMES) {
        await expect(rowOf(host, name)).toContainText(`3.5 `);
        await expect(rowOf(host, name)).toContainText(/\d of 5 right/);
      }
      await expect(host.getByRole('status', { name: 'Class' })).toContainText('5 learners, 5 here now.');
      const download = host.waitForEvent('download');
      await host.getByRole('button', { name: 'Save as JSON' }).click();
      const kept = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
        readonly members: readonly {
          readonly steps: Record<string, { readonly runs: number }>;
          readonly predictions: object;
          readonly answers: object;
        }[];
      };
      expect(kept.members).toHaveLength(5);
      for (const { steps, predictions, answers } of kept.members) {
        expect(Object.keys(predictions)).toHaveLength(5);
        expect(Object.keys(answers)).toHaveLength(5);
        expect(steps['cluster-basics/same-port']?.runs).toBe(1);
      }
    });

  test('a run is shown with consent, and taken back; the workshop is saved, ended and deleted', async ({ browser }) => {
    await using site = await startWorkshopSite();
    const [host, ada] = await Promise.all([openPerson(browser, site), openPerson(browser, site)]);
    const code = await makeWorkshop(host, 'Shared');
    await join(ada, code, 'Ada');
    await host.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await host.getByRole('button', { name: 'Copy the address of this board' }).click();
    await expect(host.getByRole('status', { name: 'Address' })).toContainText('Copied.');
    expect(await host.evaluate(() => navigator.clipboard.readText())).toBe(host.url());
    const home = await host.context().newPage();
    await home.goto('/workshop/host/');
    const made = home.getByRole('region', { name: 'Made in this browser' });
    await expect(made).toContainText('Goes on, 1 learner.');
    await made.getByRole('button', { name: 'Forget Shared' }).click();
    await home.getByRole('dialog', { name: 'Forget “Shared”' }).getByRole('button', { name: 'Keep it' }).click();
    await made.getByRole('link', { name: 'Open the board' }).click();
    await expect(home.getByRole('heading', { name: 'Shared' })).toBeVisible();
    await expect(home.getByText('This browser remembers it')).toBeVisible();
    const seen = host.url();
    await host.getByRole('button', { name: 'Make a new secret link' }).click();
    await host
      .getByRole('dialog', { name: 'Make a new secret link?' })
      .getByRole('button', { name: 'Make a new link' })
      .click();
    await expect(home.getByRole('status', { name: 'Class' })).toContainText(
      'A new secret link was made for this board',
    );
    await expect(host.getByRole('status', { name: 'Address' })).toContainText('This board has a new address.');
    expect(host.url()).not.toBe(seen);
    await home.goto('/workshop/host/');
    await made.getByRole('link', { name: 'Open the board' }).click();
    await expect(home.getByRole('heading', { name: 'Shared' })).toBeVisible();
    expect(home.url()).toBe(host.url());
    await ada.goto('/lessons/cluster-basics/#same-port');
    await ada.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(status(ada)).toContainText('running, 2 workers', { timeout: 30_000 });
    await host.getByLabel('More for Ada').selectOption('Ask to show their run');
    await bar(ada).getByRole('button', { name: 'Answer' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Workshop' });
    await dialog.getByRole('button', { name: 'Share my last run' }).click();
    await expect(dialog.getByText('Your instructor may show your run')).toBeVisible();
    await host.getByLabel('More for Ada').selectOption('Show their run on the projector');
    const screen = await host.context().newPage();
    await screen.goto((await host.getByRole('link', { name: 'Open the projector' }).getAttribute('href')) ?? '');
    await expect(screen.getByRole('heading', { name: 'A run by Ada: 3.2' })).toBeVisible();
    const replay = screen.frameLocator('iframe');
    await expect(
      replay.getByRole('table', { name: 'Requests per worker' }).getByRole('rowheader', { name: '2' }),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await expect(screen.getByRole('heading', { name: 'No run is shared' })).toBeVisible();

    const download = host.waitForEvent('download');
    await host.getByRole('button', { name: 'Save as CSV' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain('"Ada",');
    await host.getByRole('button', { name: 'End the workshop' }).click();
    const asked = host.getByRole('dialog', { name: 'End the workshop for everyone?' });
    await asked.getByRole('button', { name: 'Go on with it' }).click();
    await expect(host.getByRole('button', { name: 'End the workshop' })).toBeFocused();
    await host.getByRole('button', { name: 'End the workshop' }).click();
    await asked.getByRole('button', { name: 'End it for everyone' }).click();
    await expect(dialog.getByText('The workshop has ended.')).toBeVisible();
    await host.getByText('Delete it, with all names and answers').click();
    await host.getByLabel('Its title, to be sure').fill('Shard');
    await host.getByRole('button', { name: 'Delete it for good' }).click();
    await expect(host.getByText('That is not its title')).toBeVisible();
    await host.getByLabel('Its title, to be sure').fill('Shared');
    await host.getByRole('button', { name: 'Delete it for good' }).click();
    await expect(host.getByRole('status', { name: 'Class' })).toContainText('is deleted');
    await expect(dialog.getByRole('status', { name: 'Connection' })).toContainText('This workshop was deleted');
    await ada.goto('/workshop/');
    await expect(ada.getByRole('button', { name: 'Join', exact: true })).toBeVisible();

    await home.goto('/workshop/host/');
    await expect(made).toContainText('The server does not know it any more');
    await expect(made.getByRole('link', { name: 'Open the board' })).toBeHidden();
    await made.getByRole('button', { name: 'Forget Shared' }).click();
    await expect(made).toBeHidden();
    await expect(home.getByLabel('Title')).toBeFocused();
    await home.reload();
    await expect(home.getByLabel('Title')).toBeVisible();
    await expect(made).toBeHidden();
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`every page is accessible and whole at 320 pixels, ${theme}`, async ({ browser }) => {
      await using site = await startWorkshopSite();
      const [host, ada] = await Promise.all([openPerson(browser, site), openPerson(browser, site)]);
      for (const page of [host, ada]) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.emulateMedia({ colorScheme: theme });
      }
      const whole = async (page: Page) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBe(320);
        await expectAccessible(page);
      };
      const code = await makeWorkshop(host, 'Narrow');
      await ada.goto('/workshop/');
      await whole(ada);
      await join(ada, code, 'Ada with a name that is rather long, yes');
      await leads(host).selectOption('3.2 One port, who holds it?');
      await host.getByRole('button', { name: 'Ask the class' }).click();
      await ada.getByRole('radio').first().check();
      await ada.getByRole('button', { name: 'Send my answer' }).click();
      await host.getByRole('button', { name: 'Close and show the answers' }).click();
      await expect(ada.getByText('your answer', { exact: true })).toBeVisible();
      await ada.getByLabel('Ask your instructor').fill('Why?');
      await ada.getByRole('button', { name: 'Send the question' }).click();
      await expect(host.getByText('Why?')).toBeVisible();
      await whole(ada);
      await whole(host);
      const screen = await host.context().newPage();
      await screen.setViewportSize({ width: 320, height: 640 });
      await screen.emulateMedia({ colorScheme: theme });
      await screen.goto((await host.getByRole('link', { name: 'Open the projector' }).getAttribute('href')) ?? '');
      for (const view of ['How to join', 'A poll', 'Where the class is', 'What the class believes', 'The questions']) {
        await host.getByRole('combobox', { name: 'On the projector' }).selectOption(view);
        await expect(screen.getByRole('heading', { level: 1 })).toHaveText(
          {
            'How to join': /Join/,
            'A poll': /Both workers/,
            'Where the class is': /Where/,
            'What the class believes': /believe/,
            'The questions': /Questions/,
          }[view] as RegExp,
        );
        await whole(screen);
      }
      await ada.goto('/lessons/cluster-basics/#same-port');
      await expect(bar(ada)).toBeVisible();
      await whole(ada);
    });
  }

  test.describe('without a server', () => {
    test('and with a wrong secret, a page says so', async ({ page, browser }) => {
      await page.goto('/workshop/host/');
      await expect(page.getByText('No workshop server runs behind this page.')).toBeVisible();
      await using site = await startWorkshopSite();
      const host = await openPerson(browser, site);
      await host.goto('/workshop/host/#7f1316e0cf91.wrongwrongwrongwrongwrong');
      await expect(host.getByRole('status', { name: 'Class' })).toContainText(/link/);
    });
  });
});

/** A class that is disturbed: much happens at once, the server goes away, a browser refuses to store. */
import { expect, test } from './support/test.ts';
import {
  bar,
  join,
  leads,
  learners,
  makeWorkshop,
  openPerson,
  rowOf,
  startWorkshopSite,
  work,
} from './support/workshop-site.ts';

test.describe('at length @slow', () => {
  test.setTimeout(120_000);

  test('what the instructor works with stays while the class works on', async ({ browser }) => {
    await using site = await startWorkshopSite();
    const [host, ada, bo] = await Promise.all([1, 2, 3].map(() => openPerson(browser, site)));
    if (host === undefined || ada === undefined || bo === undefined) throw new Error('Three were asked for.');
    const code = await makeWorkshop(host, 'Busy');
    await join(ada, code, 'Ada');
    for (const step of ['3.2 One port, who holds it?', '3.1 ']) {
      await leads(host).selectOption(
        (await leads(host).locator('option', { hasText: step }).getAttribute('value')) ?? '',
      );
      await host.getByRole('button', { name: 'Ask the class' }).click();
      await expect(ada.getByRole('button', { name: 'Send my answer' })).toHaveCount(step === '3.1 ' ? 2 : 1);
    }
    const older = host.getByRole('article').last();
    const question = await older.getByRole('heading').innerText();
    await older.getByRole('button', { name: 'Put it on the projector' }).click();
    await expect(older.getByRole('button', { name: 'On the projector' })).toBeFocused();
    const screen = await host.context().newPage();
    await screen.goto((await host.getByRole('link', { name: 'Open the projector' }).getAttribute('href')) ?? '');
    await expect(screen.getByRole('heading', { name: question })).toBeVisible();

    const menu = host.getByLabel('More for Ada');
    await menu.focus();
    const [button, scrolled] = await Promise.all([
      older.getByRole('button', { name: 'Close and show the answers' }).elementHandle(),
      host.getByRole('group', { name: 'The class by step' }).elementHandle(),
    ]);
    await join(bo, code, 'Bo');
    const form = bo.getByRole('group', { name: question });
    await form.getByRole('radio').first().check();
    await form.getByRole('button', { name: 'Send my answer' }).click();
    await expect(older.getByText('Open, 1 answer')).toBeVisible();
    await bo.getByRole('button', { name: 'Raise my hand' }).click();
    await expect(rowOf(host, 'Bo').getByRole('button', { name: 'Lower the hand of Bo' })).toBeVisible();
    // Bo's row went before Ada's, and her menu has the focus still.
    await expect(learners(host).nth(1)).toContainText('Bo');
    await expect(menu).toBeFocused();
    for (const kept of [button, scrolled]) expect(await kept?.evaluate((element) => element.isConnected)).toBe(true);

    await host
      .getByRole('combobox', { name: 'By now everyone should be at' })
      .selectOption('3.2 One port, who holds it?');
    await expect(host.getByRole('status', { name: 'Pace' })).toHaveText('2 of 2 learners behind the mark.');
    await bo.getByLabel('Ask your instructor').fill('Why?');
    await bo.getByRole('button', { name: 'Send the question' }).click();
    await expect(bo.getByText('Waits: Why?')).toBeVisible();
    await host.getByRole('button', { name: 'Answered' }).click();
    await expect(bo.getByText('Answered: Why?')).toBeVisible();
  });

  test('while the server is away, what is pressed shows at once and waits; who leaves is gone when it is back', async ({
    browser,
  }) => {
    await using site = await startWorkshopSite();
    const [host, ada, bo] = await Promise.all([1, 2, 3].map(() => openPerson(browser, site)));
    if (host === undefined || ada === undefined || bo === undefined) throw new Error('Three were asked for.');
    const code = await makeWorkshop(host, 'Away');
    await join(ada, code, 'Ada');
    await join(bo, code, 'Bo');
    await expect(host.getByRole('status', { name: 'Class' })).toContainText('2 learners, 2 here');
    const mend = await site.disturb();
    const said = host.getByRole('status', { name: 'Class' });
    await expect(said).toContainText('The board comes back by itself');
    await host.getByRole('button', { name: 'Ask the class' }).click();
    await leads(host).selectOption('3.2 One port, who holds it?');
    await expect(said).toContainText('2 things that you did wait here');
    await ada.getByRole('button', { name: 'Raise my hand' }).click();
    await expect(ada.getByRole('button', { name: 'Lower my hand' })).toBeVisible();
    await expect(ada.getByRole('status', { name: 'Connection' })).toContainText('1 report of your work waits here');
    bo.once('dialog', (dialog) => void dialog.accept());
    await bo.getByRole('button', { name: 'Leave the workshop' }).click();
    await expect(bo.getByRole('status', { name: 'Joining' })).toHaveText('You left the workshop.');
    // Another page of the same browser tells it as well.
    await bo.close();
    await mend();
    await expect(said).toContainText('2 learners, 1 here');
    await expect(ada.getByRole('button', { name: 'Send my answer' })).toBeVisible();
    await expect(ada.getByText('Your instructor is at')).toBeVisible();
    await expect(leads(host)).toHaveValue('cluster-basics/same-port');
    await expect(rowOf(host, 'Ada').getByRole('button', { name: 'Lower the hand of Ada' })).toBeVisible();
    const later = await bo.context().newPage();
    await later.goto('/lessons/cluster-basics/');
    await expect(said).toContainText('1 learner, 1 here');
    await expect(bar(later)).toBeHidden();
  });

  test('who writes is not taken along, and follows when the question is sent', async ({ browser }) => {
    await using site = await startWorkshopSite();
    const [host, ada] = await Promise.all([openPerson(browser, site), openPerson(browser, site)]);
    const code = await makeWorkshop(host, 'Drafts');
    await join(ada, code, 'Ada');
    await ada.goto('/lessons/cluster-basics/#fork');
    await bar(ada).getByRole('button', { name: 'Workshop' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Workshop' });
    await dialog.getByLabel('Ask your instructor').fill('Why does');
    await host.getByLabel('Take everyone along').check();
    await leads(host).selectOption('3.2 One port, who holds it?');
    await expect(dialog.getByText('Your instructor is at')).toBeVisible();
    await expect(ada).toHaveURL(/#fork$/);
    await expect(dialog.getByLabel('Ask your instructor')).toHaveValue('Why does');
    await dialog.getByRole('button', { name: 'Send the question' }).click();
    await expect(dialog.getByText('Waits: Why does')).toBeVisible();
    await dialog.getByRole('link', { name: 'Follow' }).click();
    await expect(ada).toHaveURL(/#same-port$/);
  });

  test('over plain http by another name, and where nothing can be stored, a learner takes part', async ({
    browser,
  }) => {
    await using site = await startWorkshopSite();
    const host = await openPerson(browser, site);
    const code = await makeWorkshop(host, 'Plain');
    const withoutStorage = async (baseURL: string) => {
      const context = await browser.newContext({ baseURL });
      await context.addInitScript(() =>
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('Denied', 'SecurityError');
          },
        }),
      );
      return context.newPage();
    };
    const forgetful = await withoutStorage(site.url);
    await forgetful.goto('/workshop/host/');
    await expect(forgetful.getByText('it cannot remember the workshops')).toBeVisible();
    await expect(host.getByText('it cannot remember the workshops')).toBeHidden();
    const ada = await withoutStorage(site.url.replace('localhost', 'class.test'));
    await join(ada, code, 'Ada');
    expect(await ada.evaluate(() => isSecureContext)).toBe(false);
    await expect(ada.getByText('stay in this tab')).toBeVisible();
    await leads(host).selectOption('3.2 One port, who holds it?');
    await ada.getByRole('link', { name: 'Follow' }).click();
    await expect(bar(ada)).toContainText('Plain');
    await work(ada);
    await expect(rowOf(host, 'Ada')).toContainText(/3\.2 .*of 1 right/);
    await ada.reload();
    await expect(ada.getByText('You said')).toBeVisible();
    await bar(ada).getByRole('button', { name: 'Workshop' }).click();
    await expect(ada.getByText('You are here as Ada.')).toBeVisible();
  });
});

/** The course's promise in one story: real workers share a port, and every request shows at the worker that served it. */
import { expect, test } from './support/test.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { cell, runSolution, sendRequests, status } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

test(
  'new connections split 10 and 10, keep-alive stays with one worker, a killed worker keeps its row',
  SLOW,
  async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await runSolution(page);
    await expect(status(page)).toContainText('running, 2 workers');

    await sendRequests(page, { requests: 20 });
    for (const worker of ['1', '2']) {
      await expect(cell(page, worker, 'Connections')).toHaveText('10');
      await expect(cell(page, worker, 'Requests')).toHaveText('10');
    }
    await expect(cell(page, 'primary', 'Requests')).toHaveText('0');

    await sendRequests(page, { requests: 100, keepAlive: true });
    const perWorker = async () =>
      (await Promise.all(['1', '2'].map((id) => cell(page, id, 'Requests').innerText()))).sort();
    await expect.poll(perWorker).toEqual(['10', '110']);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Kill worker 1', exact: true }).click();
    await expect(cell(page, '1', 'State')).toContainText('SIGKILL');
    const [dead, alive] = await Promise.all(['1', '2'].map((id) => cell(page, id, 'Requests').innerText()));
    await sendRequests(page, { requests: 10 });
    await expect(cell(page, '2', 'Requests')).toHaveText(String(Number(alive) + 10));
    await expect(cell(page, '1', 'Requests')).toHaveText(dead ?? '');
  },
);

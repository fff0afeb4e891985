/** The course's story on In-browser Node: on the site as it is served, with its headers and policy. */
import { preferBrowserNode } from '../support/prefer-engine.ts';
import { expectAccessible, openStep } from '../support/page.ts';
import { expect, test } from '../support/test.ts';
import { cell, runSolution, sendRequests, status } from '../support/workspace.ts';

test('20 closes over 2 workers are 10 and 10, keep-alive stays with one, a killed worker keeps its row', async ({
  page,
}) => {
  await preferBrowserNode(page);
  await openStep(page, 'cluster-basics', 'same-port');
  await runSolution(page);
  await expect(status(page)).toContainText('In-browser Node');
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
  const alive = await cell(page, '2', 'Requests').innerText();
  await sendRequests(page, { requests: 10 });
  await expect(cell(page, '2', 'Requests')).toHaveText(String(Number(alive) + 10));
});

/** Wakes the bar (WorkshopBar.astro) of one who is in a workshop, or whose leaving is still to be told. Nobody else loads it. */
import { WORKSHOP_LEAVING, WORKSHOP_TOKEN } from '../../../browser/keys.ts';
import { openStorage } from '../../../browser/storage.ts';

const storage = openStorage();
const isInside = [WORKSHOP_TOKEN, WORKSHOP_LEAVING].some((key) => storage.get(key) !== undefined);
const bar = document.getElementById('workshop-bar');
// The workshop's own pages say more than a bar.
if (isInside && bar instanceof HTMLTemplateElement && !location.pathname.startsWith('/workshop/'))
  document.body.append(bar.content.cloneNode(true));

/** What every page of the site runs. */
import { openStorage } from '../browser/storage.ts';
import { joinedToken } from '../browser/workshop/joined.ts';
import './chrome/theme-select.element.ts';

/** Where a learner works; the workshop's own page says more than a bar. */
const WORK = /^\/(?:lessons|quiz|review|playground|cheat-sheet|done)\//;

if (WORK.test(location.pathname) && joinedToken(openStorage()) !== undefined) {
  void import('./workshop/workshop-bar.ts').then(({ showWorkshopBar }) => showWorkshopBar());
}

/** Takes the page to the instructor's step when the instructor asks that, unless the learner would rather not. */
import { WORKSHOP_GO_ALONG } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';
import type { LearnerClient } from '../client/learner.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { element } from '../../../components/kit/dom.ts';
import { during, onNews } from './live.ts';

/** @returns the choice, shown while the instructor leads */
export function goAlong(client: LearnerClient, storage: Storage, life: AbortSignal): HTMLElement {
  const box = element('input', { type: 'checkbox', checked: storage.get(WORKSHOP_GO_ALONG) !== 'no' }, []);
  box.addEventListener('change', () => storage.set(WORKSHOP_GO_ALONG, box.checked ? 'yes' : 'no'));
  const label = element('label', { className: 'workshop-along' }, [box, 'Go along by itself']);
  during(life, () => (label.hidden = client.class.value?.lead.follow !== true));
  let isFirst = true;
  onNews(
    life,
    () => client.class.value?.lead,
    (lead) => {
      if (lead === undefined) return;
      // Where a page was opened the learner wanted to be: only a move of the instructor's moves it.
      const isMove = !isFirst;
      isFirst = false;
      if (isMove && lead.follow && lead.step !== null && box.checked) location.assign(addressOf(lead.step));
    },
  );
  return label;
}

/** Takes the page to the instructor's step when the instructor asks that, unless the learner would rather not, or writes. */
import { signal } from '@preact/signals-core';
import { html, nothing, type TemplateResult } from 'lit-html';
import { WORKSHOP_GO_ALONG } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { LearnerClient } from '../client/learner.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { watchWriting } from './writing.ts';

/** @returns the choice, shown while the instructor leads */
export function goAlong(
  client: LearnerClient,
  storage: Storage,
  abortSignal: AbortSignal,
): () => TemplateResult | typeof nothing {
  const goes = signal(storage.get(WORKSHOP_GO_ALONG) !== 'no');
  const isWriting = watchWriting(abortSignal);
  let last: { readonly step: string | null; readonly follow: boolean } | undefined;
  watch(abortSignal, () => {
    const lead = client.class.value?.lead;
    if (lead === undefined) return;
    // Where a page was opened the learner wanted to be: only a move of the instructor's moves it.
    const isMove = last !== undefined && (lead.step !== last.step || lead.follow !== last.follow);
    last = lead;
    // Who is in the middle of something has "Follow" in sight, and loses nothing.
    if (isMove && lead.follow && lead.step !== null && goes.peek() && !isWriting())
      location.assign(addressOf(lead.step));
  });
  const choose = () => {
    goes.value = !goes.value;
    storage.set(WORKSHOP_GO_ALONG, goes.value ? 'yes' : 'no');
  };
  return () =>
    client.class.value?.lead.follow === true
      ? html`<label class="workshop-along">
          <input type="checkbox" .checked=${goes.value} @change=${choose} />Go along by itself
        </label>`
      : nothing;
}

/** The bar at the foot of lessons and quizzes while their reader is in a workshop; it reports what they do there. */
import type { ReadonlySignal } from '@preact/signals-core';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { openStorage } from '../../../browser/storage.ts';
import { partOf, query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { sendPendingLeaves } from '../client/pending-leaves.ts';
import { connectLearner, joinedToken, type LearnerClient } from '../client/learner.ts';
import type { CourseOutline } from '../../progress/model/outline.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { plural } from '../../../core/plural.ts';
import { stepName } from '../model/words.ts';
import { connectionWords } from './connection-words.ts';
import { goAlong } from './go-along.ts';
import { showLearnerPanel } from './learner-panel.ts';
import { socketUrl } from './live.ts';
import { fetchOutline } from './outline-file.ts';
import { reportWork } from './reporter.ts';
import { runToShare } from './run-to-share.ts';
import { stepHere } from './step-here.ts';

/** For a page whose browser has joined one, or has yet to say that it left: that is who loads this. */
async function showWorkshopBar(): Promise<void> {
  const storage = openStorage();
  sendPendingLeaves(socketUrl(), storage);
  if (joinedToken(storage) === undefined) return;
  const life = new AbortController();
  const { signal } = life;
  const client = connectLearner(socketUrl(), storage);
  reportWork((report) => client.report(report), signal);
  const outline = await fetchOutline();
  const bar = query(document, '.workshop-bar');
  const dialog = query(document, '.workshop-dialog', HTMLDialogElement);
  const leave = () => {
    client.leave();
    life.abort();
    dialog.close();
    bar.remove();
    dialog.remove();
    document.documentElement.toggleAttribute('data-workshop', false);
  };
  const here = stepHere(signal);
  showLearnerPanel(partOf(dialog, 'panel'), { client, outline, here, signal, runToShare, onLeave: leave });
  const along = goAlong(client, storage, signal);
  watch(signal, () => {
    const focused = document.activeElement;
    const words = html`<p role="status" aria-label="Workshop">${barWords(client, outline, here)}</p>`;
    render([words, along(), raisedHand(client), opener(client, dialog)], bar);
    // A hand that was lowered where it was seen.
    if (focused?.matches('.workshop-bar > [hidden]') === true) query(bar, '[data-action=open]').focus();
  });
  bar.hidden = false;
  document.documentElement.toggleAttribute('data-workshop', true);
}

function barWords(
  client: LearnerClient,
  outline: CourseOutline,
  here: ReadonlySignal<string | null>,
): string | TemplateResult {
  const status = client.status.value;
  if (status.is !== 'open') return connectionWords(status, 'learner', client.unsent.value);
  const { title = '', lead } = client.class.value ?? {};
  const step = lead?.step ?? null;
  if (client.own.value?.shareAsked === true) return 'Your instructor asks to show your run.';
  if (step === null) return title;
  if (step === here.value) return `${title}: you are at your instructor’s step.`;
  return html`Your instructor is at ${stepName(outline, step)}. <a href=${addressOf(step)}>Follow</a>`;
}

/** Seen without opening anything, and taken down where it is seen. */
function raisedHand(client: LearnerClient): TemplateResult {
  const isUp = client.own.value?.hand === true;
  const lower = () => client.report({ kind: 'hand', raised: false });
  return html`<button type="button" class="button" data-up="true" ?hidden=${!isUp} @click=${lower}>
    Your hand is up: lower it
  </button>`;
}

/** Says on itself what waits behind it. */
function opener(client: LearnerClient, dialog: HTMLDialogElement): TemplateResult {
  const votes = client.own.value?.votes ?? {};
  const open = (client.class.value?.polls ?? []).filter((poll) => poll.open && votes[poll.id] === undefined).length;
  const isAsked = client.own.value?.shareAsked === true;
  return html`<button
    type="button"
    class="button"
    data-action="open"
    data-kind=${open > 0 || isAsked ? 'main' : nothing}
    @click=${() => dialog.showModal()}
  >
    ${open > 0 ? `Answer ${plural(open, 'poll')}` : isAsked ? 'Answer' : 'Workshop'}
  </button>`;
}

void showWorkshopBar();

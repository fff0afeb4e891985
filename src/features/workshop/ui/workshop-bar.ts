/** The bar at the foot of lessons and quizzes while their reader is in a workshop; it reports what they do there. */
import { computed, type ReadonlySignal } from '@preact/signals-core';
import { openStorage } from '../../../browser/storage.ts';
import { sendPendingLeaves } from '../client/pending-leaves.ts';
import { connectLearner, joinedToken, type LearnerClient } from '../client/learner.ts';
import type { CourseOutline } from '../../progress/model/outline.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { plural } from '../../../core/plural.ts';
import { stepName } from '../model/words.ts';
import { element } from '../../../components/kit/dom.ts';
import { connectionWords } from './connection-words.ts';
import { goAlong } from './go-along.ts';
import { learnerPanel } from './learner-panel.ts';
import { during, onNews, socketUrl } from './live.ts';
import { fetchOutline } from './outline-file.ts';
import { reportWork } from './reporter.ts';
import { runToShare } from './run-to-share.ts';
import { stepHere } from './step-here.ts';

/** For a page whose browser has joined one, or has yet to say that it left: that is who loads this. */
async function showWorkshopBar(): Promise<void> {
  const life = new AbortController();
  const storage = openStorage();
  sendPendingLeaves(socketUrl(), storage);
  if (joinedToken(storage) === undefined) return;
  const client = connectLearner(socketUrl(), storage);
  reportWork((report) => client.report(report), life.signal);
  const outline = await fetchOutline();
  const dialog = element('dialog', { className: 'workshop-dialog', ariaLabel: 'Workshop' }, []);
  const here = stepHere(life.signal);
  const open = opener(client, dialog, life.signal);
  const bar = element('aside', { className: 'workshop-bar', ariaLabel: 'Workshop' }, [
    barWords(client, outline, here, life.signal),
    goAlong(client, storage, life.signal),
    raisedHand(client, open, life.signal),
    open,
  ]);
  const leave = () => {
    client.leave();
    life.abort();
    dialog.close();
    bar.remove();
    dialog.remove();
    document.documentElement.toggleAttribute('data-workshop', false);
  };
  const close = element('button', { type: 'button', className: 'button workshop-close' }, ['Back to the page']);
  close.addEventListener('click', () => dialog.close());
  dialog.append(close, learnerPanel({ client, outline, here, life: life.signal, runToShare, onLeave: leave }));
  document.body.append(bar, dialog);
  document.documentElement.toggleAttribute('data-workshop', true);
}

function barWords(
  client: LearnerClient,
  outline: CourseOutline,
  here: ReadonlySignal<string | null>,
  life: AbortSignal,
): HTMLElement {
  const words = element('p', { role: 'status', ariaLabel: 'Workshop' }, []);
  const said = computed(() => {
    const status = client.status.value;
    if (status.is !== 'open') return { text: connectionWords(status, 'learner', client.unsent.value) };
    const step = client.class.value?.lead.step ?? null;
    if (client.own.value?.shareAsked === true) return { text: 'Your instructor asks to show your run.' };
    const title = client.class.value?.title ?? '';
    if (step === null) return { text: title };
    if (step === here.value) return { text: `${title}: you are at your instructor’s step.` };
    return { text: `Your instructor is at ${stepName(outline, step)}.`, href: addressOf(step) };
  });
  onNews(
    life,
    () => said.value,
    ({ text, href }) => {
      const follow = href === undefined ? [] : [' ', element('a', { href }, ['Follow'])];
      words.replaceChildren(text, ...follow);
    },
  );
  return words;
}

/** Seen without opening anything, and taken down where it is seen. @param next has the focus when it is down */
function raisedHand(client: LearnerClient, next: HTMLElement, life: AbortSignal): HTMLElement {
  const button = element('button', { type: 'button', className: 'button' }, ['Your hand is up: lower it']);
  button.dataset['up'] = 'true';
  button.addEventListener('click', () => client.report({ kind: 'hand', raised: false }));
  during(life, () => {
    const isUp = client.own.value?.hand === true;
    if (!isUp && document.activeElement === button) next.focus();
    button.hidden = !isUp;
  });
  return button;
}

/** Says on itself what waits behind it. */
function opener(client: LearnerClient, dialog: HTMLDialogElement, life: AbortSignal): HTMLElement {
  const button = element('button', { type: 'button', className: 'button' }, ['Workshop']);
  button.addEventListener('click', () => dialog.showModal());
  during(life, () => {
    const votes = client.own.value?.votes ?? {};
    const open = (client.class.value?.polls ?? []).filter((poll) => poll.open && votes[poll.id] === undefined).length;
    const isAsked = client.own.value?.shareAsked === true;
    button.textContent = open > 0 ? `Answer ${plural(open, 'poll')}` : isAsked ? 'Answer' : 'Workshop';
    if (open > 0 || isAsked) button.dataset['kind'] = 'main';
    else delete button.dataset['kind'];
  });
  return button;
}

void showWorkshopBar();

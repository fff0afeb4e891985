/** Everything that a learner sees of a workshop and says to it: on the workshop's page, and behind the bar of the other pages. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { onSubmit } from '../../../components/kit/on-submit.ts';
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { LearnerClient } from '../client/learner.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { CourseOutline } from '../../progress/model/outline.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { WORKSHOP_LIMITS } from '../model/limits.ts';
import type { PollView } from '../model/views.ts';
import { stepName } from '../model/words.ts';
import { connectionWords } from './connection-words.ts';
import { learnerPoll, type OwnPoll } from './learner-poll.ts';
import { timerLine, timerWords } from './timer-line.ts';

export interface PanelOptions {
  readonly client: LearnerClient;
  readonly outline: CourseOutline;
  /** The step that the page shows; undefined where it shows none. */
  readonly here?: ReadonlySignal<string | null>;
  readonly signal: AbortSignal;
  /** The run of this page, packed; undefined where the page runs nothing. */
  readonly runToShare?: (() => Promise<Outcome<{ readonly step: string; readonly run: string }>>) | undefined;
  /** The choice to follow the instructor, where it stands in the panel. */
  readonly along?: () => unknown;
  /** The learner leaves for good. */
  readonly onLeave: () => void;
}

interface Panel extends PanelOptions {
  readonly timer: ReadonlySignal<string | undefined>;
  /** The poll that was sent without a choice. */
  readonly unchosen: Signal<string | undefined>;
  /** Why there is no run to share. */
  readonly noRun: Signal<string>;
}

export function showLearnerPanel(place: HTMLElement, options: PanelOptions): void {
  const { client, signal: abortSignal } = options;
  const timer = timerWords(() => client.class.value, abortSignal);
  const panel: Panel = { ...options, timer, unchosen: signal(undefined), noRun: signal('') };
  watch(abortSignal, () => {
    if (client.own.value?.shareAsked !== true) panel.noRun.value = '';
  });
  watch(abortSignal, () => {
    const focused = document.activeElement;
    render(panelOf(panel), place);
    // A poll that was closed while it was answered.
    const closed = focused?.closest('.poll > fieldset[hidden]')?.parentElement;
    if (closed) query(closed, '.poll-text').focus();
  });
}

function panelOf(panel: Panel): TemplateResult {
  const { client } = panel;
  const { value: own } = client.own;
  const { value: status } = client.status;
  return html`<div class="workshop-panel">
    <div class="workshop-head">
      <h2>${client.class.value?.title ?? 'Workshop'}</h2>
      <p class="workshop-who">${own && `You are here as ${own.name}.`}</p>
      <p role="status" aria-label="Connection" class="workshop-state" data-is=${status.is}>
        ${connectionWords(status, 'learner', client.unsent.value)}
      </p>
    </div>
    <div class="workshop-lead">
      <div>${leadLines(panel)}</div>
      ${timerLine(panel.timer.value)}${panel.along?.()}
    </div>
    <div class="workshop-polls">${polls(panel)}</div>
    <div class="workshop-share">${sharing(panel)}</div>
    <div class="workshop-say">${hand(panel)}${questions(panel)}</div>
    <p role="status" class="workshop-refusal">${client.refusal.value}</p>
    <p class="workshop-leave">${button('Leave the workshop', () => leave(panel))}</p>
  </div>`;
}

function leadLines({ client, outline, here }: Panel): readonly TemplateResult[] {
  const { lead, pace = null, ended = false } = client.class.value ?? {};
  const step = lead?.step ?? null;
  const lines: TemplateResult[] = [];
  if (ended) lines.push(html`<p>The workshop has ended. What you did stays in this browser.</p>`);
  if (step !== null && here?.value === step)
    lines.push(html`<p>You are at your instructor’s step, ${stepName(outline, step)}.</p>`);
  else if (step !== null) {
    const follow = html`<a href=${addressOf(step)} class="button" data-kind="main">Follow</a>`;
    lines.push(html`<p>Your instructor is at <strong>${stepName(outline, step)}</strong>. ${follow}</p>`);
  } else if (!ended) lines.push(html`<p>Your instructor has not opened a step yet. Look around, or wait here.</p>`);
  if (pace !== null) lines.push(html`<p>By now everyone should be at ${stepName(outline, pace)}.</p>`);
  return lines;
}

function polls({ client, unchosen }: Panel): unknown {
  const votes = client.own.value?.votes ?? {};
  const { value: unconfirmed } = client.unconfirmed;
  const newestFirst = client.class.value?.polls.toReversed() ?? [];
  const ownPoll = (poll: PollView): OwnPoll => ({
    ...{ poll, voted: votes[poll.id] },
    isOnTheWay: unconfirmed.has(poll.id),
    isUnchosen: unchosen.value === poll.id,
  });
  return repeat(
    newestFirst,
    ({ id }) => id,
    (poll) =>
      learnerPoll(ownPoll(poll), (choice) => {
        unchosen.value = choice === undefined ? poll.id : undefined;
        if (choice !== undefined) client.report({ kind: 'vote', poll: poll.id, choice });
      }),
  );
}

/** Consent is asked each time, and can be taken back. */
function sharing(panel: Panel): TemplateResult | typeof nothing {
  const { client, noRun } = panel;
  const { shareAsked = false, isSharing = false, inSpotlight = false } = client.own.value ?? {};
  const no = (label: string) => button(label, () => client.report({ kind: 'unshare' }));
  if (isSharing) {
    const where = inSpotlight
      ? 'Your run is on the projector, with your name.'
      : 'Your instructor may show your run, with your name.';
    return html`<p>${where}</p>
      ${no('Take it back')}`;
  }
  if (!shareAsked) return nothing;
  return html`<p>Your instructor asks to show your last run on the projector, with your name.</p>
    ${button('Share my last run', () => void share(panel))}${no('No, thank you')}
    <p role="status">${noRun.value}</p>`;
}

async function share({ client, runToShare, noRun }: Panel): Promise<void> {
  const packed = await runToShare?.();
  if (packed?.ok === true) client.report({ kind: 'share', ...packed.value });
  else
    noRun.value =
      packed?.message ?? 'There is no run on this page. Open the step, run your program, and share it from there.';
}

function hand({ client }: Panel): TemplateResult {
  const isUp = client.own.value?.hand === true;
  return html`<button
    type="button"
    class="button"
    data-up=${isUp}
    @click=${() => client.report({ kind: 'hand', raised: !isUp })}
  >
    ${isUp ? 'Lower my hand' : 'Raise my hand'}
  </button>`;
}

function questions({ client }: Panel): TemplateResult {
  const ask = onSubmit((form) => {
    const text = query(form, 'textarea', HTMLTextAreaElement).value.trim();
    if (text === '') return;
    client.report({ kind: 'ask', text });
    form.reset();
  });
  const asked = client.own.value?.questions ?? [];
  return html`<div>
    <form class="workshop-ask" @submit=${ask}>
      <label>
        Ask your instructor
        <textarea rows="2" maxlength=${WORKSHOP_LIMITS.question} name="question" required></textarea>
      </label>
      <button class="button">Send the question</button>
    </form>
    <ul class="workshop-asked" aria-label="Your questions" ?hidden=${asked.length === 0}>
      ${asked.map(({ id, text, answered }) => {
        const state = client.unconfirmed.value.has(id) ? 'On its way' : answered ? 'Answered' : 'Waits';
        return html`<li><strong>${state}: </strong>${text}</li>`;
      })}
    </ul>
  </div>`;
}

function leave({ onLeave }: Panel): void {
  if (confirm('Leave? The workshop forgets you and what you answered. Your own work stays in this browser.')) onLeave();
}

function button(label: string, act: () => void): TemplateResult {
  return html`<button type="button" class="button" @click=${act}>${label}</button>`;
}

/** Says in the footer whether the course is there without a network, and at the foot of the window that a reload brings a new one. */
import { effect } from '@preact/signals-core';
import { keepOffline, type OfflineCourse, type Renewal } from '../client/offline.ts';
import { query } from '../../../components/kit/query.ts';
import type { Workspace } from '../../../components/workspace/session-of.ts';
import './offline.css';
import { NOT_STORED, RENEWALS, STATES, STORED } from './offline-words.ts';

const note = query(document, '#offline');
const hadFocus = note.contains(document.activeElement);
const course = keepOffline();
// Not a live region: it is said on every page, and nobody waits for it.
effect(() => void (note.textContent = STATES[course.state.value]));
// The button that was pressed is gone.
if (hadFocus) {
  note.tabIndex = -1;
  note.focus();
}
offerRenewal(course);

function offerRenewal({ renewal, renew }: OfflineCourse): void {
  const bar = query(document, '.renewal');
  const words = query(bar, '[role=status]');
  const reload = query(bar, '[data-action=reload]');
  const later = query(bar, '[data-action=later]');
  let before: Element | null = null;
  bar.addEventListener('focusin', ({ relatedTarget }) => {
    if (relatedTarget instanceof HTMLElement && !bar.contains(relatedTarget)) before = relatedTarget;
  });

  const show = (what: Renewal | undefined, text = what && `${RENEWALS[what]} ${STORED}`) => {
    document.documentElement.toggleAttribute('data-renewal', what !== undefined);
    reload.hidden = later.hidden = what === undefined;
    words.textContent = text ?? '';
  };
  effect(() => show(renewal.value));
  later.addEventListener('click', () => {
    show(undefined);
    if (before instanceof HTMLElement) before.focus();
  });
  reload.addEventListener('click', () => {
    if (storesEdits() || words.textContent === NOT_STORED) renew();
    else show(renewal.value, NOT_STORED);
  });
}

/** Each workspace stores an edit as it is made; where the browser has no room it says so, and a reload would lose it. */
function storesEdits(): boolean {
  const workspaces = [...document.querySelectorAll<Workspace>('lesson-workspace, playground-workspace')];
  return workspaces.every(({ opened, keepsEdits }) => opened?.signal.aborted !== false || keepsEdits.value);
}

/** Says that there is another text of what is in the editor, shows it, and lets its learner choose. */
import { effect } from '@preact/signals-core';
import type { Rival } from '../../browser/step-edits.ts';
import type { OtherTextOptions } from './other-text.ts';
import './other-text.css';

export function showOtherText(place: HTMLElement, signal: AbortSignal, options: OtherTextOptions): void {
  const said = place.querySelector('[role=status]') as HTMLElement;
  const [keep, take] = [button(options.decline), button(options.take)];
  const look = document.createElement('details');
  const summary = document.createElement('summary');
  const texts = document.createElement('div');
  look.append(summary, texts);
  place.append(keep, take, look);
  const stop = effect(() => {
    const rival = options.rival.value;
    const files = options.files.value;
    const hadFocus = place.contains(document.activeElement);
    place.toggleAttribute('data-empty', rival === undefined);
    const words = rival === undefined ? undefined : wordsOf(rival, options.what);
    // The same words are left alone, so that they are read out once while the other tab types on.
    if (said.textContent !== (words?.said ?? '')) said.textContent = words?.said ?? '';
    if (rival === undefined || words === undefined) {
      look.open = false;
      if (hadFocus) place.closest('.editor')?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
      return;
    }
    [keep.textContent, take.textContent, summary.textContent] = [words.keep, words.take, words.look];
    const different = Object.entries(rival.files).filter(([path, text]) => files[path] !== text);
    texts.replaceChildren(...different.flatMap(([path, text]) => fileOf(path, text)));
  });
  signal.addEventListener('abort', () => {
    stop();
    place.replaceChildren(said);
    place.toggleAttribute('data-empty', true);
    said.textContent = '';
  });
}

function wordsOf({ kind, at }: Rival, what: OtherTextOptions['what']) {
  const time = at === undefined ? '' : timeOf(at);
  if (kind === 'other-tab') {
    const when = time === '' ? '' : `, at ${time}`;
    return {
      said: `This ${what} was also edited in another tab${when}. Choose the text that goes on; the other one is kept too.`,
      keep: 'Keep this text',
      take: 'Take the other text',
      look: 'See the other text',
    };
  }
  return {
    said: `Another text of this ${what}${time === '' ? '' : `, from ${time},`} is kept.`,
    keep: 'Forget it',
    take: 'Take it instead',
    look: 'See it',
  };
}

/** With the day, unless it is today. */
function timeOf(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Date(at).toLocaleString('en', { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function fileOf(path: string, text: string): readonly HTMLElement[] {
  const name = Object.assign(document.createElement('p'), { className: 'other-text-name', textContent: path });
  const code = Object.assign(document.createElement('pre'), { textContent: text, tabIndex: 0 });
  code.setAttribute('role', 'group');
  code.setAttribute('aria-label', `The other text of ${path}`);
  return [name, code];
}

function button(act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'button small' });
  made.addEventListener('click', act);
  return made;
}

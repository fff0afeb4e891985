/** The workshops that were made in this browser: the way back to their boards, and what the server says of them. */
import { forgetHosted, hostedWorkshops, type HostedWorkshop } from '../client/hosted-workshops.ts';
import { connectHost } from '../client/host.ts';
import type { Storage } from '../../../browser/storage.ts';
import { plural } from '../../../core/plural.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import { askFirst } from '../../../components/kit/ask-first.ts';
import { button, section } from './controls.ts';

/** @param url of the workshops' server; undefined where there is none @returns undefined when none was made here */
export function hostedList(storage: Storage, url: string | undefined, signal: AbortSignal): HTMLElement | undefined {
  const made = hostedWorkshops(storage);
  if (made.length === 0) return undefined;
  const list = element(
    'ul',
    { className: 'made-here' },
    made.map((each) => item(each, storage, url, signal)),
  );
  return section('made-here', 'Made in this browser', [list]);
}

const when = (at: number) => new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

function item(made: HostedWorkshop, storage: Storage, url: string | undefined, signal: AbortSignal): HTMLElement {
  const { title, code, host, at } = made;
  const open = element('a', { href: `/workshop/host/#${host}`, className: 'button' }, ['Open the board']);
  open.ariaLabel = `Open the board of ${title}`;
  const state = element('p', { className: 'board-note' }, []);
  let isKnown = true;
  const forget = button('Forget', () => {
    void (isKnown ? askFirst(forgetQuestion(title)) : Promise.resolve(true)).then((isSure) => {
      if (!isSure) return;
      forgetHosted(storage, made);
      const list = shown.parentElement;
      shown.remove();
      // The focus stays in the list, or goes to where another one is made.
      (list?.querySelector<HTMLElement>('.button') ?? document.querySelector('workshop-host input'))?.focus();
      if (list?.childElementCount === 0) list.closest('section')?.remove();
    });
  });
  forget.ariaLabel = `Forget ${title}`;
  const shown = element('li', {}, [
    element('div', {}, [
      element('p', {}, [element('strong', {}, [title])]),
      element('p', { className: 'board-note' }, [`Code ${code}, made ${when(at)}`]),
      state,
    ]),
    element('div', { className: 'board-row' }, [open, forget]),
  ]);
  if (url !== undefined)
    askServer(url, host, signal, (words, is) => {
      state.textContent = words;
      isKnown = is;
      open.hidden = !is;
    });
  return shown;
}

const forgetQuestion = (title: string) => ({
  question: `Forget “${title}” in this browser? Its address is the only key to its board: unless you kept it, nobody can open the board any more. The workshop itself goes on.`,
  no: 'Keep it',
  yes: 'Forget it',
});

/** Knocks at the board once, as its page does, and goes again. */
function askServer(
  url: string,
  host: string,
  signal: AbortSignal,
  say: (words: string, isKnown: boolean) => void,
): void {
  const client = connectHost(url, host);
  signal.addEventListener('abort', () => client.close());
  watch(signal, () => {
    const status = client.status.value;
    if (status.is === 'closed') {
      say(
        'The server does not know it any more: it was deleted, it has a new secret link, or another server held it.',
        false,
      );
    } else if (status.is === 'away') say(status.sentence ?? 'The server does not answer now.', true);
    else if (status.is === 'open') {
      const learners = plural(client.rows.peek().size, 'learner');
      say(client.board.peek()?.ended === true ? `Ended, ${learners}.` : `Goes on, ${learners}.`, true);
      queueMicrotask(() => client.close());
    }
  });
}

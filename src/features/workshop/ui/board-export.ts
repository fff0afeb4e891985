/** What stays of a workshop: files, its end, its deletion. */
import { saveFile } from '../../../browser/save-file.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import { askFirst } from '../../../components/kit/ask-first.ts';
import type { Board } from './board.ts';
import { button, section } from './controls.ts';

export const AWAY = 'The server is away. Try again when the board is back.';
const END = {
  question:
    'End the workshop for everyone? Nobody can join any more, polls close, and what learners do is not reported to you from then on. What was answered is kept, and you can open the workshop again.',
  no: 'Go on with it',
  yes: 'End it for everyone',
};
const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

export function exportPart({ client, signal }: Board): HTMLElement {
  const said = element('p', { role: 'status', ariaLabel: 'Workshop' }, []);
  watch(signal, () => {
    const file = client.exported.value;
    if (file === undefined) return;
    saveFile(`workshop.${file.format}`, new Blob([file.text], { type: TYPES[file.format] }));
    said.textContent = `workshop.${file.format} is saved.`;
  });
  const ask = (isSent: boolean) => {
    if (!isSent) said.textContent = AWAY;
  };
  const end = button('', () => void endOrOpen(client));
  watch(signal, () => (end.textContent = client.board.value?.ended === true ? 'Open it again' : 'End the workshop'));
  return section('board-keep', 'Keep or end it', [
    element('div', { className: 'board-row' }, [
      button('Save as CSV', () => ask(client.export('csv'))),
      button('Save as JSON', () => ask(client.export('json'))),
      end,
    ]),
    said,
    deletion(client),
  ]);
}

/** Opened again it goes on, but a class that was sent home by a slip is not so easily brought back. */
async function endOrOpen(client: Board['client']): Promise<void> {
  const isOver = client.board.peek()?.ended === true;
  if (isOver || (await askFirst(END))) client.act({ kind: 'end', ended: !isOver });
}

/** The title is typed: nobody deletes a class's work with one slip. */
function deletion(client: Board['client']): HTMLElement {
  const title = element('input', { className: 'workshop-field', required: true, autocomplete: 'off' }, []);
  const said = element('p', { role: 'status' }, []);
  const form = element('form', { className: 'board-row' }, [
    element('label', { className: 'board-field' }, [element('span', {}, ['Its title, to be sure']), title]),
    element('button', { className: 'button' }, ['Delete it for good']),
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (title.value.trim() !== client.board.peek()?.title)
      said.textContent = 'That is not its title, so nothing was deleted.';
    else if (!client.delete(title.value.trim())) said.textContent = AWAY;
  });
  return element('details', {}, [element('summary', {}, ['Delete it, with all names and answers']), form, said]);
}

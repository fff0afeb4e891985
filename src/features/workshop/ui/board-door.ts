/** Who may come in: the door, how many there is room for, and those who were removed. */
import { WORKSHOP_LIMITS as most } from '../model/limits.ts';
import { plural } from '../../../core/plural.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { Board } from './board.ts';
import { button, labelled, section } from './controls.ts';
import { keyedList } from './keyed-list.ts';

export function doorPart({ client, signal }: Board): HTMLElement {
  const said = element('p', { className: 'board-note', role: 'status', ariaLabel: 'Door' }, []);
  const lock = button('', () => client.act({ kind: 'lock', locked: client.board.peek()?.locked !== true }));
  watch(signal, () => {
    const board = client.board.value;
    if (board === undefined) return;
    const room = `${client.rows.value.size} of at most ${board.most} are in.`;
    const words = board.locked ? `Locked: nobody new is let in. ${room}` : `Open: who has the code is let in. ${room}`;
    if (said.textContent !== words) said.textContent = words;
    lock.textContent = board.locked ? 'Unlock the door' : 'Lock the door';
  });
  return section('board-door', 'The door', [
    said,
    element('div', { className: 'board-row' }, [lock]),
    limitForm({ client, signal }),
    removedList({ client, signal }),
  ]);
}

function limitForm({ client, signal }: Pick<Board, 'client' | 'signal'>): HTMLElement {
  const limit = element(
    'input',
    { type: 'number', min: '1', max: String(most.members), required: true, className: 'workshop-field' },
    [],
  );
  const form = element('form', { className: 'board-row' }, [
    labelled('Let in at most', limit),
    element('button', { className: 'button' }, ['Set the limit']),
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    client.act({ kind: 'limit', members: limit.valueAsNumber });
  });
  watch(signal, () => {
    const board = client.board.value;
    if (board !== undefined && client.unsent.value === 0 && document.activeElement !== limit)
      limit.value = String(board.most);
  });
  return form;
}

function removedList({ client, signal }: Pick<Board, 'client' | 'signal'>): HTMLElement {
  const removed = () => client.board.value?.removed ?? [];
  const letIn = (members: readonly string[]) => client.act({ kind: 'let-in', members: [...members] });
  const summary = element('summary', {}, []);
  const list = element('ul', { className: 'board-removed', ariaLabel: 'Removed' }, []);
  const all = button('Let everyone in again', () => letIn(removed().map(({ id }) => id)));
  const shown = element('details', {}, [summary, list, all]);
  keyedList({
    place: list,
    signal,
    read: removed,
    keyOf: ({ id }) => id,
    make: (item) => {
      const { id, name } = item.peek();
      const again = button('Let in again', () => letIn([id]));
      again.ariaLabel = `Let ${name} in again`;
      return element('li', {}, [name, again]);
    },
  });
  watch(signal, () => {
    const { length } = removed();
    // The focus stays in the part when the list goes.
    if (length === 0 && shown.contains(document.activeElement))
      shown.closest('section')?.querySelector<HTMLElement>('button')?.focus();
    shown.hidden = length === 0;
    all.hidden = length < 2;
    summary.textContent = `${plural(length, 'learner')} removed, who cannot join again`;
  });
  return shown;
}

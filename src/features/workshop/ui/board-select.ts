/** Several learners of the roster at once: chosen by their boxes, removed together. */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { plural } from '../../../core/plural.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import { askFirst } from '../../../components/kit/ask-first.ts';
import type { Board } from './board.ts';
import { button } from './controls.ts';

export interface Selection {
  /** A box for everyone, for the head of the table. */
  readonly everyone: HTMLElement;
  /** What is done with those who are chosen. */
  readonly tools: HTMLElement;
  /** @param abortSignal of the row */
  box(id: string, name: ReadonlySignal<string>, abortSignal: AbortSignal): HTMLElement;
}

export function selection({ client, signal: abortSignal }: Pick<Board, 'client' | 'signal'>): Selection {
  const chosen = signal<ReadonlySet<string>>(new Set());
  const there = computed(() => [...client.rows.value.keys()].filter((id) => chosen.value.has(id)));
  const everyone = element('input', { type: 'checkbox', ariaLabel: 'Select everyone' }, []);
  everyone.addEventListener(
    'change',
    () => (chosen.value = new Set(everyone.checked ? client.rows.peek().keys() : [])),
  );
  const idle = button('Select who is away and did nothing', () => {
    const rows = [...client.rows.peek().values()].filter(
      ({ online, steps, answers, hands }) => !online && hands === 0 && isEmpty(steps) && isEmpty(answers),
    );
    chosen.value = new Set(rows.map(({ id }) => id));
    said.textContent = `${plural(rows.length, 'learner')} selected.`;
  });
  const remove = button('', () => {
    const members = there.peek();
    const question = `Remove ${plural(members.length, 'learner')}? What they answered is removed with them, and they cannot join again until you let them in.`;
    void askFirst({ question, no: 'Keep them', yes: `Remove ${plural(members.length, 'learner')}` }).then((isSure) => {
      if (!isSure) return;
      client.act({ kind: 'remove-many', members });
      chosen.value = new Set();
      idle.focus();
    });
  });
  const said = element('p', { role: 'status', ariaLabel: 'Selection', className: 'visually-hidden' }, []);
  watch(abortSignal, () => {
    const { length } = there.value;
    const all = client.rows.value.size;
    everyone.checked = length > 0 && length === all;
    everyone.indeterminate = length > 0 && length < all;
    remove.textContent = length === 0 ? 'Remove the selected' : `Remove ${plural(length, 'learner')}`;
    remove.disabled = length === 0;
  });
  return {
    everyone,
    tools: element('div', { className: 'board-row' }, [idle, remove, said]),
    box(id, name, ofRow) {
      const box = element('input', { type: 'checkbox' }, []);
      box.addEventListener('change', () => {
        const next = new Set(chosen.peek());
        if (box.checked) next.add(id);
        else next.delete(id);
        chosen.value = next;
      });
      watch(ofRow, () => {
        box.ariaLabel = `Select ${name.value}`;
        box.checked = chosen.value.has(id);
      });
      return box;
    },
  };
}

const isEmpty = (record: object) => Object.keys(record).length === 0;

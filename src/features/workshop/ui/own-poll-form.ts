/** The form of a poll in the instructor's own words. */
import { WORKSHOP_LIMITS as most } from '../model/limits.ts';
import { ownPoll } from '../model/own-poll.ts';
import type { PollAsked } from '../model/protocol.schema.ts';
import { element } from '../../../components/kit/dom.ts';
import { button, labelled } from './controls.ts';

const FEWEST = 2;

/** @param ask puts it to the class */
export function ownPollForm(ask: (poll: Omit<PollAsked, 'id'>) => void): HTMLElement {
  const question = element('textarea', { rows: 2, maxLength: most.pollText, className: 'workshop-field' }, []);
  const inputs = Array.from({ length: most.choices }, () =>
    element('input', { maxLength: most.pollText, autocomplete: 'off', className: 'workshop-field' }, []),
  );
  const rows = inputs.map((input, index) => labelled(`Choice ${index + 1}`, input));
  const rights = inputs.map((_, index) => element('option', { value: String(index) }, [`Choice ${index + 1}`]));
  const right = element('select', { className: 'workshop-field' }, [
    element('option', { value: '' }, ['None: it asks what people think']),
    ...rights,
  ]);
  const said = element('p', { role: 'status', ariaLabel: 'Own poll' }, []);
  const more = button('Add a choice', () => {
    show(rows.filter(({ hidden }) => !hidden).length + 1);
    inputs.findLast((_, index) => rows[index]?.hidden === false)?.focus();
  });
  const show = (count: number) => {
    for (const [index, row] of rows.entries()) {
      row.hidden = index >= count;
      if (rights[index] !== undefined) rights[index].hidden = rights[index].disabled = index >= count;
    }
    more.hidden = count >= most.choices;
  };
  show(FEWEST);
  const form = element('form', { className: 'own-poll' }, [
    labelled('What you ask', question),
    ...rows,
    more,
    labelled('Right answer', right),
    element('button', { className: 'button' }, ['Put it to the class']),
    said,
  ]);
  const summary = element('summary', {}, ['Ask a question of your own']);
  const details = element('details', {}, [summary, form]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const poll = ownPoll({
      text: question.value,
      choices: inputs.map(({ value }) => value),
      right: right.value === '' ? undefined : Number(right.value),
    });
    said.textContent = poll.ok ? '' : poll.message;
    if (!poll.ok) return;
    ask(poll.value);
    form.reset();
    show(FEWEST);
    details.open = false;
    summary.focus();
  });
  return details;
}

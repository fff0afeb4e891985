/** One poll as a learner has it: a form while it is open, and bars once the instructor shows what the class said. */
import type { ReadonlySignal } from '@preact/signals-core';
import type { PollView } from '../model/views.ts';
import { element } from '../../../components/kit/dom.ts';
import { during } from './live.ts';
import { pollBars } from './poll-bars.ts';

export interface OwnPoll {
  readonly poll: PollView;
  /** Index of the own choice. */
  readonly voted: number | undefined;
}

/** @param vote sends a choice, by its index */
export function learnerPoll(
  own: ReadonlySignal<OwnPoll>,
  vote: (choice: number) => void,
  life: AbortSignal,
): HTMLElement {
  const { id, text, choices } = own.peek().poll;
  const radios = choices.map((_, index) =>
    element('input', { type: 'radio', name: `poll-${id}`, value: String(index) }, []),
  );
  const options = choices.map((choice, index) =>
    element('label', { className: 'poll-choice' }, [radios[index] ?? '', element('span', {}, [choice.text])]),
  );
  const send = element('button', { className: 'button' }, []);
  const said = element('p', { role: 'status' }, []);
  const fields = element('fieldset', {}, [
    element('legend', {}, [text]),
    ...options,
    element('div', { className: 'poll-send' }, [send, said]),
  ]);
  const closed = element('p', { className: 'poll-text', tabIndex: -1 }, [text]);
  const form = element('form', { className: 'poll' }, [
    fields,
    closed,
    pollBars(() => ({ choices: own.value.poll.choices, counts: own.value.poll.counts, own: own.value.voted }), life),
  ]);
  during(life, () => {
    const { poll, voted } = own.value;
    const hadFocus = fields.contains(document.activeElement);
    fields.hidden = !poll.open;
    closed.hidden = poll.open;
    if (hadFocus && !poll.open) closed.focus();
    send.textContent = voted === undefined ? 'Send my answer' : 'Change my answer';
    said.textContent = voted === undefined ? '' : 'Your answer is in. You can change it while the poll is open.';
    const radio = radios[voted ?? -1];
    if (radio !== undefined) radio.checked = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const choice = radios.findIndex(({ checked }) => checked);
    if (choice < 0) said.textContent = 'Choose an answer first.';
    else vote(choice);
  });
  return form;
}

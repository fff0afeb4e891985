/** One poll as a learner has it: a form while it is open, and bars once the instructor shows what the class said. */
import type { PollView } from '../../core/workshop/views.ts';
import { element } from '../progress/dom.ts';
import { pollBars } from './poll-bars.ts';

/** @param voted index of the own choice @param vote sends one */
export function learnerPoll(
  { id, text, open, choices, counts }: PollView,
  voted: number | undefined,
  vote: (choice: number) => void,
): HTMLElement {
  const legend = element('legend', {}, [text]);
  const result = counts === undefined ? [] : [pollBars(choices, counts, voted)];
  if (!open)
    return element('section', { className: 'poll' }, [element('p', { className: 'poll-text' }, [text]), ...result]);
  const options = choices.map((choice, index) =>
    element('label', { className: 'poll-choice' }, [
      element('input', { type: 'radio', name: `poll-${id}`, value: String(index), checked: index === voted }, []),
      element('span', {}, [choice.text]),
    ]),
  );
  const said = voted === undefined ? '' : 'Your answer is in. You can change it while the poll is open.';
  const form = element('form', { className: 'poll' }, [
    element('fieldset', {}, [legend, ...options]),
    element('div', { className: 'poll-send' }, [
      element('button', { className: 'button' }, [voted === undefined ? 'Send my answer' : 'Change my answer']),
      element('p', { role: 'status' }, [said]),
    ]),
    ...result,
  ]);
  form.dataset['poll'] = id;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const picked = form.querySelector<HTMLInputElement>('input:checked');
    if (picked !== null) vote(Number(picked.value));
    else (form.querySelector('[role=status]') as HTMLElement).textContent = 'Choose an answer first.';
  });
  return form;
}

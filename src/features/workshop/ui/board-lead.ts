/** Where the instructor is, where everyone should be by now, and the clock. */
import { render } from 'lit-html';
import { newId } from '../client/outbox.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import { stepSelect, type Board } from './board.ts';
import { button, labelled, section } from './controls.ts';
import { timerLine, timerWords } from './timer-line.ts';

export function leadPart({ client, course, signal }: Board): HTMLElement {
  const step = stepSelect(course, 'Nowhere yet');
  const follow = element('input', { type: 'checkbox' }, []);
  const pace = stepSelect(course, 'No mark');
  const lead = () => client.act({ kind: 'lead', step: step.value || null, follow: follow.checked });
  step.addEventListener('change', lead);
  follow.addEventListener('change', lead);
  pace.addEventListener('change', () => client.act({ kind: 'pace', step: pace.value || null }));
  const open = element('a', { target: '_blank' }, ['Open this step']);
  watch(signal, () => {
    const board = client.board.value;
    // What was refused is taken back.
    void client.refusal.value;
    if (board === undefined || client.unsent.value > 0) return;
    step.value = board.lead.step ?? '';
    follow.checked = board.lead.follow;
    pace.value = board.pace ?? '';
    open.hidden = board.lead.step === null;
    open.href = `/lessons/${(board.lead.step ?? '').replace('/', '/#')}`;
  });
  return section('board-lead', 'Lead', [
    labelled('You are at', step),
    element('label', { className: 'workshop-along' }, [follow, 'Take everyone along']),
    element('p', {}, [open]),
    labelled('By now everyone should be at', pace),
    timerForm({ client, signal }),
  ]);
}

const MINUTE_MS = 60_000;

function timerForm({ client, signal }: Pick<Board, 'client' | 'signal'>): HTMLElement {
  const minutes = element(
    'input',
    { type: 'number', min: '1', max: '180', value: '5', required: true, className: 'workshop-field' },
    [],
  );
  const label = element('input', { maxLength: 80, value: 'Try it', className: 'workshop-field' }, []);
  const form = element('form', { className: 'board-row' }, [
    labelled('Minutes', minutes),
    labelled('For', label),
    element('button', { className: 'button' }, ['Start the timer']),
    button('Stop it', () => client.act({ kind: 'timer', timer: null })),
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const milliseconds = minutes.valueAsNumber * MINUTE_MS;
    client.act({ kind: 'timer', timer: { id: newId(), milliseconds, label: label.value } });
  });
  const left = timerWords(() => client.board.value, signal);
  const line = element('div', {}, []);
  watch(signal, () => render(timerLine(left.value), line));
  return element('div', {}, [form, line]);
}

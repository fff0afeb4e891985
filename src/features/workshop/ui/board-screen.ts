/** What the projector shows, and how learners come in. */
import { render } from 'lit-html';
import type { Act } from '../model/protocol.schema.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { Board } from './board.ts';
import { labelled, section, select } from './controls.ts';
import { joinAddress, qrCode } from './join.ts';

type Shown = Extract<Act, { kind: 'show' }>['what'];

const VIEWS: Readonly<Record<Shown, string>> = {
  join: 'How to join',
  step: 'The step you are at',
  poll: 'A poll',
  steps: 'Where the class is',
  beliefs: 'What the class believes',
  questions: 'The questions',
  spotlight: 'A run that a learner shares',
};

export function screenPart({ client, signal, site }: Board): HTMLElement {
  const shown = select([
    { label: 'On the projector', options: Object.entries(VIEWS).map(([value, text]) => ({ value, text })) },
  ]);
  shown.addEventListener('change', () => client.act({ kind: 'show', what: shown.value as Shown }));
  const open = element('a', { className: 'button', target: '_blank' }, ['Open the projector']);
  const code = element('p', { className: 'board-code', ariaLabel: 'Join code' }, []);
  const address = element('p', { className: 'board-note' }, []);
  const qr = element('div', { className: 'workshop-qr' }, []);
  watch(signal, () => {
    const board = client.board.value;
    if (board === undefined) return;
    if (client.unsent.value === 0) shown.value = board.shown;
    code.textContent = board.code;
    address.textContent = `${joinAddress(site)} with this code`;
    render(qrCode(site, board.code), qr);
    open.href = `/workshop/screen/#${client.screenSecret.value ?? ''}`;
  });
  return section('board-screen', 'Join and projector', [
    element('div', { className: 'board-join' }, [element('div', {}, [code, address]), qr]),
    element('div', { className: 'board-row' }, [labelled('On the projector', shown), open]),
  ]);
}

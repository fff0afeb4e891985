/** What the projector shows, and how learners come in. */
import type { Act } from '../model/protocol.schema.ts';
import { element } from '../../../components/kit/dom.ts';
import type { Board } from './board.ts';
import { labelled, section, select } from './controls.ts';
import { joinAddress, qrCode } from './join.ts';
import { during } from './live.ts';

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

export function screenPart({ client, life, site }: Board): HTMLElement {
  const shown = select([
    { label: 'On the projector', options: Object.entries(VIEWS).map(([value, text]) => ({ value, text })) },
  ]);
  shown.addEventListener('change', () => client.act({ kind: 'show', what: shown.value as Shown }));
  const open = element('a', { className: 'button', target: '_blank' }, ['Open the projector']);
  const code = element('p', { className: 'board-code', ariaLabel: 'Join code' }, []);
  const address = element('p', { className: 'board-note' }, []);
  const qr = element('div', { className: 'workshop-qr' }, []);
  during(life, () => {
    const board = client.board.value;
    if (board === undefined) return;
    if (client.unsent.value === 0) shown.value = board.shown;
    code.textContent = board.code;
    address.textContent = `${joinAddress(site)} with this code`;
    qr.replaceChildren(qrCode(site, board.code));
    open.href = `/workshop/screen/#${client.screenSecret.value ?? ''}`;
  });
  return section('board-screen', 'Join and projector', [
    element('div', { className: 'board-join' }, [element('div', {}, [code, address]), qr]),
    element('div', { className: 'board-row' }, [labelled('On the projector', shown), open]),
  ]);
}

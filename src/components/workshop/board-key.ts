/** The board's address is the only key to it: said where the instructor works, and copied. */
import { copyText } from '../../browser/copy-text.ts';
import { openStorage } from '../../browser/storage.ts';
import { madeHereOf } from '../../browser/workshop/made-here.ts';
import { element } from '../progress/dom.ts';
import { button, section } from './controls.ts';

export function keyPart(): HTMLElement {
  const said = element('p', { role: 'status', ariaLabel: 'Address' }, []);
  const copy = button('Copy the address of this board', () => {
    void copyText(location.href).then((isCopied) => {
      said.textContent = isCopied
        ? 'Copied. Keep it where only you can read it.'
        : 'This browser does not let the page copy. Copy the address from the address bar.';
    });
  });
  return section('board-key', 'The key to this board', [
    element('p', { className: 'board-note' }, [
      'The address of this page is the only key to this board: whoever has it leads the workshop, and nobody can print it again. ',
      isRemembered()
        ? 'This browser remembers it, and lists it where workshops are made.'
        : 'This browser does not remember it: keep it.',
    ]),
    element('div', { className: 'board-row' }, [copy]),
    said,
  ]);
}

function isRemembered(): boolean {
  const storage = openStorage();
  return storage.isLasting && madeHereOf(storage, location.hash.slice(1))?.host === location.hash.slice(1);
}

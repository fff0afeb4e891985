/** The board's address is the only key to it: said where the instructor works, copied, and renewed when others have seen it. */
import { copyText } from '../../../browser/copy-text.ts';
import { openStorage } from '../../../browser/storage.ts';
import { hostedWorkshop, rememberHosted } from '../client/hosted-workshops.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import { askFirst } from '../../../components/kit/ask-first.ts';
import type { Board } from './board.ts';
import { AWAY } from './board-export.ts';
import { button, section } from './controls.ts';

const RENEW = {
  question:
    'Make a new secret link? The address of this board stops working at once for everyone who has it, and so does the projector’s: open the projector again afterwards. Learners notice nothing.',
  no: 'Keep this link',
  yes: 'Make a new link',
};

export function secretPart({ client, signal }: Board): HTMLElement {
  const said = element('p', { role: 'status', ariaLabel: 'Address' }, []);
  const copy = button('Copy the address of this board', () => {
    void copyText(location.href).then((isCopied) => {
      said.textContent = isCopied
        ? 'Copied. Keep it where only you can read it.'
        : 'This browser does not let the page copy. Copy the address from the address bar.';
    });
  });
  const renew = button('Make a new secret link', () => {
    void askFirst(RENEW).then((isSure) => {
      if (isSure && !client.renew()) said.textContent = AWAY;
    });
  });
  const before = client.secret.peek();
  watch(signal, () => {
    const secret = client.secret.value;
    if (secret === before) return;
    const storage = openStorage();
    const made = hostedWorkshop(storage, secret);
    if (made !== undefined) rememberHosted(storage, { ...made, host: secret });
    // In place: the page stays as it is, and the way back does not lead to an address that opens nothing.
    history.replaceState(null, '', `#${secret}`);
    said.textContent = 'This board has a new address. The one before opens nothing any more.';
  });
  return section('board-key', 'The key to this board', [
    element('p', { className: 'board-note' }, [
      'The address of this page is the only key to this board: whoever has it leads the workshop, and nobody can print it again. ',
      isRemembered(before)
        ? 'This browser remembers it, and lists it where workshops are made.'
        : 'This browser does not remember it: keep it.',
    ]),
    element('div', { className: 'board-row' }, [copy, renew]),
    said,
  ]);
}

function isRemembered(secret: string): boolean {
  const storage = openStorage();
  return storage.isLasting && hostedWorkshop(storage, secret)?.host === secret;
}

/** Asks before what a slip of the hand should not do, as Reset in a workspace and Delete in the playground ask. */
import { element } from '../../../components/kit/dom.ts';

export interface FirstAsked {
  /** What it does, and what stays. */
  readonly question: string;
  readonly no: string;
  readonly yes: string;
}

/** @returns whether the answer was yes; Escape is a no */
export function askFirst({ question, no, yes }: FirstAsked): Promise<boolean> {
  const words = element('p', { id: 'ask-first' }, [question]);
  const go = element('button', { className: 'button', value: 'go' }, [yes]);
  go.dataset['kind'] = 'main';
  const form = element('form', { method: 'dialog' }, [
    words,
    element('div', { className: 'ask-answers' }, [element('button', { className: 'button', value: 'no' }, [no]), go]),
  ]);
  const dialog = element('dialog', { className: 'ask' }, [form]);
  dialog.setAttribute('aria-labelledby', words.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'go');
    }),
  );
}

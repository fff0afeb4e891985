/** Asks before something is lost. */

export interface FirstAsked {
  /** What is lost, and what stays. */
  readonly question: string;
  /** More to be said with a yes, as a box to tick. */
  readonly choice?: HTMLElement;
  readonly no: string;
  readonly yes: string;
}

/**
 * @param place within `embed-page`, where that may be around it: it says where dialogs stand, and presses their buttons
 * @returns whether the answer was yes; Escape is a no
 */
export function askFirst({ question, choice, no, yes }: FirstAsked, place: Element = document.body): Promise<boolean> {
  const words = Object.assign(document.createElement('p'), { id: 'ask-first', textContent: question });
  const answers = Object.assign(document.createElement('div'), { className: 'ask-answers' });
  const go = answerOf(yes);
  go.value = 'go';
  go.dataset['kind'] = 'main';
  answers.append(answerOf(no), go);
  const form = Object.assign(document.createElement('form'), { method: 'dialog' });
  form.append(words, ...(choice === undefined ? [] : [choice]), answers);
  const dialog = Object.assign(document.createElement('dialog'), { className: 'ask' });
  dialog.setAttribute('aria-labelledby', words.id);
  dialog.append(form);
  place.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'go');
    }),
  );
}

function answerOf(text: string): HTMLButtonElement {
  return Object.assign(document.createElement('button'), { className: 'button', textContent: text });
}

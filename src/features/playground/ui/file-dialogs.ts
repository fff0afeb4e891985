/** Asks for a file's name, as often as the answer cannot be. */

export interface NameQuestion {
  readonly question: string;
  readonly start: string;
  readonly verb: string;
  /** Does it. @returns why not */
  readonly act: (name: string) => string | undefined;
}

export function nameDialog(dialog: HTMLDialogElement, life: AbortSignal): (asked: NameQuestion) => void {
  const form = dialog.querySelector('form') as HTMLFormElement;
  const field = dialog.querySelector('input') as HTMLInputElement;
  const problem = dialog.querySelector('.problem') as HTMLElement;
  let asked: NameQuestion | undefined;
  const on = { signal: life };
  dialog.querySelector('[data-answer=cancel]')?.addEventListener('click', () => dialog.close(), on);
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      const refusal = asked?.act(field.value);
      problem.textContent = refusal ?? '';
      field.ariaInvalid = refusal === undefined ? null : 'true';
      if (refusal === undefined) dialog.close();
      else field.focus();
    },
    on,
  );
  return (question) => {
    asked = question;
    (dialog.querySelector('#file-question') as HTMLElement).textContent = question.question;
    (dialog.querySelector('[data-answer=do]') as HTMLElement).textContent = question.verb;
    problem.textContent = '';
    field.ariaInvalid = null;
    field.value = question.start;
    dialog.showModal();
    field.focus();
    // The name without its ending, which mostly stays.
    field.setSelectionRange(question.start.lastIndexOf('/') + 1, question.start.replace(/\.[^./]*$/, '').length);
  };
}

/** Asks for a file's name, as often as the answer cannot be. */
import { query } from '../../../components/kit/query.ts';

export interface NameQuestion {
  readonly question: string;
  readonly start: string;
  readonly verb: string;
  /** Does it. @returns why not */
  readonly act: (name: string) => string | undefined;
}

export function nameDialog(dialog: HTMLDialogElement, signal: AbortSignal): (asked: NameQuestion) => void {
  const form = query(dialog, 'form', HTMLFormElement);
  const field = query(dialog, 'input', HTMLInputElement);
  const problem = query(dialog, '.problem');
  let asked: NameQuestion | undefined;
  const on = { signal };
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
    query(dialog, '#file-question').textContent = question.question;
    query(dialog, '[data-answer=do]').textContent = question.verb;
    problem.textContent = '';
    field.ariaInvalid = null;
    field.value = question.start;
    dialog.showModal();
    field.focus();
    // The name without its ending, which mostly stays.
    field.setSelectionRange(question.start.lastIndexOf('/') + 1, question.start.replace(/\.[^./]*$/, '').length);
  };
}

/**
 * In a frame that its host sandboxes without `allow-forms`, browsers pass over a form in silence, its `submit` event too. No
 * form of ours is ever sent anywhere: so the press of a form's button is made the event that the press would have made.
 */
export function attachForms(root: HTMLElement, signal: AbortSignal): void {
  root.addEventListener('click', onClick, { signal });
}

/** Enter in a field presses the form's button too, so this hears of it. */
function onClick(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (button?.type !== 'submit' || button.form === null || event.defaultPrevented) return;
  event.preventDefault();
  const { form } = button;
  if (form.method === 'dialog') form.closest('dialog')?.close(button.value);
  else if (form.reportValidity()) {
    form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: button }));
  }
}

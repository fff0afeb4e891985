/** A link to the playground: copied where the browser allows it, else selected, ready to be copied by hand. */
import { encodeLink } from '../../browser/playground-link.ts';
import type { Desk } from './desk.ts';

const ON_OPENING = 'Whoever opens it gets these files, and runs them by pressing Run.';

export function attachShare(workspace: HTMLElement, desk: Desk, life: AbortSignal): void {
  const box = workspace.querySelector('.share') as HTMLElement;
  const line = box.querySelector('[role=status]') as HTMLElement;
  const row = box.querySelector('.share-link') as HTMLElement;
  const field = box.querySelector('input') as HTMLInputElement;
  const button = workspace.querySelector('[data-action=share]') as HTMLButtonElement;
  const on = { signal: life };

  const share = async () => {
    const outcome = await encodeLink(desk.playground.value);
    box.toggleAttribute('data-empty', false);
    row.hidden = !outcome.ok;
    if (!outcome.ok) {
      line.textContent = outcome.message;
      return;
    }
    field.value = `${location.origin}${location.pathname}${outcome.value}`;
    try {
      await navigator.clipboard.writeText(field.value);
      line.textContent = `The link is copied. ${ON_OPENING}`;
    } catch {
      field.focus();
      field.select();
      line.textContent = `This browser does not let the page copy, so the link is selected: copy it with Ctrl+C or ⌘C. ${ON_OPENING}`;
    }
  };
  button.addEventListener('click', () => void share(), on);
  field.addEventListener('focus', () => field.select(), on);
  box.querySelector('[data-action=close-share]')?.addEventListener(
    'click',
    () => {
      box.toggleAttribute('data-empty', true);
      row.hidden = true;
      line.textContent = '';
      button.focus();
    },
    on,
  );
}

/** One message above the workspace: what just happened, and at times a way back. */
import { query } from '../../../components/kit/query.ts';

export interface Notice {
  /** Empty where there is nothing to say, so that what was said before is gone. */
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export type Say = (notice: Notice) => void;

export function attachNotice(workspace: HTMLElement, signal: AbortSignal): Say {
  const box = query(workspace, '.playground-notice');
  const line = query(box, '[role=status]');
  const button = query(box, '[data-action=take-back]', HTMLButtonElement);
  const say: Say = ({ text, action }) => {
    // Never hidden as a whole: a region that appears with its words is not always read out.
    box.toggleAttribute('data-empty', text === '');
    line.textContent = text;
    button.hidden = action === undefined;
    button.textContent = action?.label ?? '';
    button.onclick = () => {
      close();
      action?.act();
    };
  };
  const close = () => say({ text: '' });
  box.querySelector('[data-action=dismiss]')?.addEventListener('click', close, { signal });
  return say;
}

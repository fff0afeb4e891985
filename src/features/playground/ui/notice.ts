/** One message above the workspace: what just happened, and at times a way back. */

export interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export type Say = (notice: Notice) => void;

export function attachNotice(workspace: HTMLElement, life: AbortSignal): Say {
  const box = workspace.querySelector('.playground-notice') as HTMLElement;
  const line = box.querySelector('[role=status]') as HTMLElement;
  const button = box.querySelector('[data-action=take-back]') as HTMLButtonElement;
  // Never hidden as a whole: a region that appears with its words is not always read out.
  const close = () => {
    box.toggleAttribute('data-empty', true);
    line.textContent = '';
  };
  box.querySelector('[data-action=dismiss]')?.addEventListener('click', close, { signal: life });
  return ({ text, action }) => {
    box.toggleAttribute('data-empty', false);
    line.textContent = text;
    button.hidden = action === undefined;
    button.textContent = action?.label ?? '';
    button.onclick = () => {
      close();
      action?.act();
    };
  };
}

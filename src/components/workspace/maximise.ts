/** One panel in the whole window, below Run and the status; Escape or its button brings the others back. */
import { nameTool, toolButton } from './tool-button.ts';

const MAXIMISE = { path: 'M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5' };
const RESTORE = { path: 'M8 3v5H3M17 8h-5V3M12 17v-5h5M3 12h5v5' };

/** What stays in reach: dialogs open over everything, and a class goes on. */
const STAYS = 'dialog, .workshop-bar';

/** @returns makes the button of a panel; one panel of the workspace is maximised at a time, until `signal` aborts */
export function offerMaximise(
  workspace: HTMLElement,
  signal: AbortSignal,
): (panel: HTMLElement, name: string) => HTMLButtonElement {
  let restore: (() => void) | undefined;
  signal.addEventListener('abort', () => restore?.());
  addEventListener(
    'keydown',
    (event) => {
      if (restore === undefined || event.key !== 'Escape' || event.defaultPrevented) return;
      // It closes what is open above the panel first.
      if (document.querySelector(':popover-open, dialog[open]') !== null) return;
      event.preventDefault();
      restore();
    },
    { signal },
  );
  return (panel, name) => {
    const act = () => {
      if (restore !== undefined) {
        restore();
        return;
      }
      const uncover = cover(workspace, panel);
      nameTool(button, `Restore ${name}`, RESTORE);
      restore = () => {
        restore = undefined;
        uncover();
        nameTool(button, `Maximise ${name}`, MAXIMISE);
      };
    };
    const button = toolButton({ name: `Maximise ${name}`, shows: MAXIMISE, act }, signal);
    button.dataset['wide'] = '';
    return button;
  };
}

/** Styles show the panel alone; what it covers is out of reach. @returns its undoing */
function cover(workspace: HTMLElement, panel: HTMLElement): () => void {
  const before = { page: scrollY, workspace: workspace.scrollTop };
  const around = [...ancestors(panel)];
  const outside = around.slice(around.indexOf(workspace), -1);
  const covered = outside
    .flatMap((each) => [...(each.parentElement?.children ?? [])].filter((sibling) => sibling !== each))
    .filter((each): each is HTMLElement => each instanceof HTMLElement && !each.inert && !each.matches(STAYS));
  const marked = around.slice(0, around.indexOf(workspace) + 1);
  panel.dataset['maximised'] = '';
  for (const each of marked) each.dataset['around'] = '';
  for (const each of covered) each.inert = true;
  return () => {
    delete panel.dataset['maximised'];
    for (const each of marked) delete each.dataset['around'];
    for (const each of covered) each.inert = false;
    scrollTo({ top: before.page, behavior: 'instant' });
    workspace.scrollTop = before.workspace;
  };
}

/** From the parent up to the body. */
function* ancestors(element: HTMLElement): Generator<HTMLElement> {
  for (let each = element.parentElement; each !== null; each = each.parentElement) yield each;
}

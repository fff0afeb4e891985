/** Formats the file that is shown, on a press or Shift+Alt+F. It is an edit like one that was typed: undo takes it back. */
import type { Session } from '../../session/session.ts';
import { element } from '../kit/dom.ts';
import type { Workspace } from './session-of.ts';
import { toolButton } from './tool-button.ts';

export function formatTool(
  editor: HTMLElement,
  workspace: Workspace,
  session: Session,
  signal: AbortSignal,
): HTMLElement {
  const said = element('p', { className: 'editor-said', ariaLabel: 'Format' }, []);
  said.role = 'status';
  editor.append(said);
  signal.addEventListener('abort', () => said.remove());
  const act = async () => {
    const path = workspace.shownFile.value;
    const text = session.files.value[path];
    if (text === undefined) return;
    const { formatCode } = await import('./prettier.ts');
    const formatted = await formatCode(path, text);
    // Somebody typed on meanwhile: what was formatted is not there any more.
    if (signal.aborted || session.files.value[path] !== text) return;
    said.textContent = !formatted.ok
      ? formatted.message
      : formatted.text === text
        ? 'It is formatted already.'
        : 'Formatted.';
    if (formatted.ok) write(editor, session, path, formatted.text);
  };
  const format = () => {
    said.textContent = '';
    act().catch(() => (said.textContent = 'What formats code could not be loaded. Reload the page to try again.'));
  };
  editor.addEventListener(
    'keydown',
    (event) => {
      // A Mac's Alt makes another character of the key.
      if (event.code !== 'KeyF' || !event.shiftKey || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      format();
    },
    { capture: true, signal },
  );
  return toolButton({ name: 'Format', shows: { word: 'Format' }, act: format }, signal);
}

function write(editor: HTMLElement, session: Session, path: string, text: string): void {
  const field = editor.querySelector<HTMLTextAreaElement>(`.file[data-path="${CSS.escape(path)}"] textarea`);
  // Where the plain field is the editor, its own undo knows only what is typed into it.
  if (field !== null && !editor.hasAttribute('data-full') && field.value !== text) {
    const caret = field.selectionStart;
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else can be undone there
    if (document.execCommand('insertText', false, text)) return field.setSelectionRange(caret, caret);
  }
  session.write(path, text);
}

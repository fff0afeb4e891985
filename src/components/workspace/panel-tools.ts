/** What a workspace's panels get once it is worked in: separators to size them, and small buttons at the top of each. */
import { isEmbed } from '../../browser/embedded.ts';
import { applyLayout } from '../../browser/workspace-layout.ts';
import type { Session } from '../../session/session.ts';
import { element } from '../kit/dom.ts';
import { formatTool } from './format-tool.ts';
import { offerMaximise } from './maximise.ts';
import './panel-tools.css';
import { placeSeparators } from './separators.ts';
import type { Workspace } from './session-of.ts';
import { terminalTools } from './terminal-tools.ts';
import { textSizeTools } from './text-size.ts';

export function addPanelTools(workspace: Workspace, session: Session, signal: AbortSignal): void {
  const editor = workspace.querySelector<HTMLElement>('code-editor');
  const terminal = workspace.querySelector<HTMLElement>('program-terminal');
  const visualiser = workspace.querySelector<HTMLElement>('cluster-visualiser');
  applyLayout();
  // A frame is as large as the page around it wants.
  const maximise = isEmbed() ? undefined : offerMaximise(workspace, signal);
  if (!isEmbed()) placeSeparators(workspace, signal);
  const add = (before: Element | null | undefined, name: string, tools: readonly (Node | undefined)[]) => {
    const group = element(
      'div',
      { className: 'panel-tools', ariaLabel: name },
      tools.filter((tool) => tool !== undefined),
    );
    group.role = 'group';
    if (group.childElementCount > 0) before?.after(group);
    signal.addEventListener('abort', () => group.remove());
  };
  if (editor !== null)
    add(editor.querySelector('.file-tabs'), 'Editor tools', [
      formatTool(editor, workspace, session, signal),
      ...textSizeTools(signal),
      maximise?.(editor, 'editor'),
    ]);
  if (terminal !== null)
    add(terminal.querySelector('.panel-title'), 'Terminal tools', [
      ...terminalTools(terminal, signal),
      maximise?.(terminal, 'terminal'),
    ]);
  if (visualiser !== null)
    add(visualiser.querySelector('.keep'), 'Picture tools', [maximise?.(visualiser, 'visualiser')]);
}

/** What a workspace's panels get once it is worked in: separators to size them. */
import { isEmbed } from '../../browser/embedded.ts';
import './panel-tools.css';
import { placeSeparators } from './separators.ts';

export function addPanelTools(workspace: HTMLElement, life: AbortSignal): void {
  // A frame is as large as the page around it wants.
  if (!isEmbed()) placeSeparators(workspace, life);
}

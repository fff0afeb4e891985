/** What a workspace gets once its learner works, or has time: the terminal, errors at their line, and the tools of its panels. */
import type { Session } from '../../session/session.ts';
import { addPanelTools } from './panel-tools.ts';
import { followErrors } from './run-errors.ts';
import type { Workspace } from './session-of.ts';

export { mountTerminal } from './xterm.ts';

export function equip(workspace: Workspace, session: Session, signal: AbortSignal): void {
  followErrors(workspace, session, signal);
  addPanelTools(workspace, session, signal);
}

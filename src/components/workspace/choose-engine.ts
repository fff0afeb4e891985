/** The learner's choice of an engine, for this page and the next. */
import { ENGINE } from '../../browser/keys.ts';
import { openStorage } from '../../browser/storage.ts';
import type { Session } from '../../session/session.ts';
import type { Workspace } from './session-of.ts';

/** The next Run boots the engine that is chosen now. */
export async function chooseEngine(name: string, workspace: Workspace, session: Session): Promise<void> {
  openStorage().set(ENGINE, name);
  workspace.watchesRecording.value = false;
  const menu = workspace.querySelector<HTMLSelectElement>('select[data-engine]');
  if (menu !== null) menu.value = name;
  await session.restart();
}

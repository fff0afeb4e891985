/** What mends an error with one press, where that is known. */
import type { ErrorPlace } from '../../core/trace/error-place.ts';
import type { Session } from '../../session/session.ts';
import { chooseEngine } from './choose-engine.ts';
import { engineChoices } from './engines.ts';
import type { Workspace } from './session-of.ts';

export interface Remedy {
  readonly label: string;
  readonly act: () => Promise<void>;
}

/** Node's words for a name of CommonJS in an ES module. */
const OF_COMMON_JS = /\b(?:require|module|exports|__filename|__dirname) is not defined in ES module scope/;
/** As the guard of this computer says it. */
const NO_THREADS = /threads are not started on this computer/;
const IN_PAGE = 'browser-node';

export function remedyFor({ file, message }: ErrorPlace, workspace: Workspace, session: Session): Remedy | undefined {
  if (OF_COMMON_JS.test(message) && workspace.runAsCommonJs !== undefined) {
    return { label: 'Run as CommonJS', act: async () => workspace.runAsCommonJs?.(file) };
  }
  if (NO_THREADS.test(message) && engineChoices.some(({ name }) => name === IN_PAGE)) {
    const act = async () => {
      await chooseEngine(IN_PAGE, workspace, session);
      await workspace.run();
    };
    return { label: 'Run on In-browser Node', act };
  }
  return undefined;
}

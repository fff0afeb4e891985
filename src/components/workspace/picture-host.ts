/** What a picture and its table stand in: a step's workspace, or a page that shows a run that is kept. */
import type { Playhead } from '../../visualiser/playhead.ts';
import type { SessionOpened } from './session-of.ts';

export interface PictureHost extends HTMLElement {
  /** As of any `SessionHolder`. */
  readonly opened?: SessionOpened | undefined;
  /** Which moment of which run they show. */
  readonly playhead: Playhead;
  /** Nothing can be done to a run that is kept: there is no session. */
  readonly isViewer?: true;
}

/** Calls `follow` with the host once it is there: parts may be defined before what they stand in. */
export function onPictureHost(part: Element, signal: AbortSignal, follow: (host: PictureHost) => void): void {
  const host = part.closest('lesson-workspace, playground-workspace, run-viewer') as PictureHost & {
    readonly playhead?: Playhead;
  };
  if (host.playhead !== undefined) return follow(host);
  void customElements.whenDefined(host.localName).then(() => {
    if (!signal.aborted) follow(host);
  });
}

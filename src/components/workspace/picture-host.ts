/** What a picture and its table stand in: a step's workspace, or a page that shows a run that is kept. */
import type { Playhead } from '../../visualiser/playhead.ts';

export interface PictureHost extends HTMLElement {
  /** Which moment of which run they show. */
  readonly playhead: Playhead;
}

export function pictureHostOf(part: Element): PictureHost {
  return part.closest('lesson-workspace, run-viewer') as PictureHost;
}

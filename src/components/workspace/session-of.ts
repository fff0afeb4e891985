/** How the parts of a step find the session of its workspace, and let go of it when the step is left. */
import type { Session } from '../../session/session.ts';

/** Said on a `lesson-workspace`, when its step is opened. */
export class SessionOpened extends Event {
  static readonly type = 'session-opened';
  readonly session: Session;
  /** Aborted when the step is left. */
  readonly life: AbortSignal;

  constructor(session: Session, life: AbortSignal) {
    super(SessionOpened.type);
    this.session = session;
    this.life = life;
  }
}

/** What a `lesson-workspace` is to its parts. */
export interface SessionHolder extends Element {
  /** The last one opened; undefined while the step is closed. */
  readonly opened?: SessionOpened | undefined;
}

export type Follow = (session: Session, life: AbortSignal) => void;

/** Calls `follow` with the session that is open and with each one opened later. */
export function onSession(workspace: SessionHolder, life: AbortSignal, follow: Follow): void {
  const { opened } = workspace;
  if (opened !== undefined && !opened.life.aborted) follow(opened.session, AbortSignal.any([opened.life, life]));
  workspace.addEventListener(
    SessionOpened.type,
    (event) => {
      if (event instanceof SessionOpened) follow(event.session, AbortSignal.any([event.life, life]));
    },
    { signal: life },
  );
}

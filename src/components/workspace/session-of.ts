/** How the parts of a step find the session of its workspace, and let go of it when the step is left. */
import type { Signal } from '@preact/signals-core';
import type { StepProgram } from '../../core/lesson/step-program.ts';
import type { Playhead } from '../../visualiser/playhead.ts';
import type { Session } from '../../session/session.ts';
import type { Variant } from '../../session/session-status.ts';

/** Said on a workspace, when its step is opened. */
export class SessionOpened extends Event {
  static readonly type = 'session-opened';
  readonly session: Session;
  /** Aborted when the step is left. */
  readonly signal: AbortSignal;

  constructor(session: Session, signal: AbortSignal) {
    super(SessionOpened.type);
    this.session = session;
    this.signal = signal;
  }
}

/** The `lesson-workspace` of a step, or the `playground-workspace`. */
export interface SessionHolder extends Element {
  /** The last one opened; undefined while the step is closed. */
  readonly opened?: SessionOpened | undefined;
}

/** What a workspace is to the parts in it. */
export interface Workspace extends HTMLElement {
  /** As of any `SessionHolder`. */
  readonly opened?: SessionOpened | undefined;
  /** What the page was built with. */
  readonly step: StepProgram;
  /** A file as it began, where undoing everything leads back to it. */
  startOf(path: string): string | undefined;
  /** The file whose tab is open. */
  readonly shownFile: Signal<string>;
  /** The program that Run starts: the one whose tab was open last, where there are several. An effect that reads it follows it. */
  readonly entry: string;
  /** Whether the learner's edits will be there after a reload. */
  readonly keepsEdits: Signal<boolean>;
  /** Whether the next Run plays a recording. */
  readonly watchesRecording: Signal<boolean>;
  /** Which moment of the run picture and table show. */
  readonly playhead: Playhead;
  run(variant?: Variant): Promise<void>;
  /** Gives a file the ending of CommonJS and runs the program; undefined where a file's name is not the learner's to change. */
  runAsCommonJs?(path: string): Promise<void>;
}

export function workspaceOf(part: Element): Workspace {
  return part.closest('lesson-workspace, playground-workspace') as Workspace;
}

export type Follow = (session: Session, signal: AbortSignal) => void;

/** Calls `follow` with the session that is open and with each one opened later. */
export function onSession(workspace: SessionHolder, signal: AbortSignal, follow: Follow): void {
  const { opened } = workspace;
  if (opened !== undefined && !opened.signal.aborted) follow(opened.session, AbortSignal.any([opened.signal, signal]));
  workspace.addEventListener(
    SessionOpened.type,
    (event) => {
      if (event instanceof SessionOpened) follow(event.session, AbortSignal.any([event.signal, signal]));
    },
    { signal },
  );
}

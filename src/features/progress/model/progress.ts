/**
 * What a learner has done, as it is kept: by step, with the time of each, so that it can be told what came after what. Answers to
 * questions have a store of their own.
 */

export const PROGRESS_VERSION = 1;

/** Milliseconds since 1970. */
export type Moment = number;

/** `<lesson>/<step>`. */
export type StepId = string;

export interface Progress {
  readonly version: typeof PROGRESS_VERSION;
  /** The step that was open last. */
  readonly last?: StepId;
  readonly steps: Readonly<Record<StepId, StepProgress>>;
  readonly predictions: Readonly<Record<StepId, PredictionProgress>>;
}

/** The first time of each. */
export interface StepProgress {
  readonly read?: Moment;
  /** Ran the learner's own files. */
  readonly ran?: Moment;
  /** Every check passed with the learner's own files. */
  readonly solved?: Moment;
}

export interface PredictionProgress {
  /** Hash of the question and its choices: when these change, it is asked anew. */
  readonly asked: string;
  readonly picked: number;
  readonly right: boolean;
  /** The misconception behind a wrong choice, if it is one. */
  readonly belief?: string;
  readonly at: Moment;
  /** What the run that followed showed. */
  readonly shown?: Shown;
}

export interface Shown {
  /** A clause that follows "In your run"; empty where nothing in a run answers the question. */
  readonly clause: string;
  /** Whether the learner had changed the program before that run. */
  readonly changed: boolean;
  readonly at: Moment;
}

export const noProgress: Progress = { version: PROGRESS_VERSION, steps: {}, predictions: {} };

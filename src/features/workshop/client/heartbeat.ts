/** Whether the other side still hears this page: a network may swallow everything and close nothing. */

/** What is not answered by then never arrived. */
const ANSWER_WITHIN_MS = 8_000;
/** Of a page that just came to the front: its network may have gone while it slept, and its reader looks at it now. */
const ANSWER_AT_ONCE_MS = 2_000;

export interface Heartbeat {
  /** Asks for an answer to all that was sent so far. */
  beat(): void;
  /** One came. */
  answered(): void;
  stop(): void;
}

export interface HeartbeatOptions {
  readonly ask: () => void;
  /** No answer came in time. */
  readonly onSilence: () => void;
  readonly answerWithinMs?: number | undefined;
}

/** While nothing else is sent it asks by itself, as long as somebody looks at the page. */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { ask, onSilence, answerWithinMs = ANSWER_WITHIN_MS } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: 'resting' | 'waiting' | 'waiting, and more was sent' = 'resting';
  const after = (milliseconds: number, then: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  };
  const askWithin = (milliseconds: number) => {
    state = 'waiting';
    ask();
    after(milliseconds, onSilence);
  };
  const rest = () => {
    state = 'resting';
    clearTimeout(timer);
    if (isLookedAt()) after(answerWithinMs, () => askWithin(answerWithinMs));
  };
  const look = () => {
    if (isLookedAt()) askWithin(Math.min(ANSWER_AT_ONCE_MS, answerWithinMs));
    else rest();
  };
  globalThis.document?.addEventListener('visibilitychange', look);
  rest();
  return {
    beat() {
      if (state === 'resting') askWithin(answerWithinMs);
      else state = 'waiting, and more was sent';
    },
    answered() {
      if (state === 'waiting, and more was sent') askWithin(answerWithinMs);
      else rest();
    },
    stop() {
      clearTimeout(timer);
      globalThis.document?.removeEventListener('visibilitychange', look);
    },
  };
}

/** A program that is no page always is. */
export function isLookedAt(): boolean {
  return globalThis.document?.visibilityState !== 'hidden';
}

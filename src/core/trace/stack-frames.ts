/** Keeps the course's own frames out of the stack traces that a learner reads. */

/** Where the tracer and the guard lie in every sandbox. */
const OURS = '/.cluster-lab/';

/** A stack frame's line; colours may stand around it. */
const STACK_LINE = /^(?:\u001b\[[0-9;]*m)*\s+(?:\u001b\[[0-9;]*m)*at /;

/** What an unfinished line may still become a stack frame from. */
const MAYBE_STACK_LINE = /^(?:\u001b\[[0-9;]*m?)*\s+(?:\u001b\[[0-9;]*m?)*(?:a|at|at .*)?$/;

/** A stack line is never longer than this; what is, is shown. */
const HELD_LIMIT = 4_096;

export interface StackFrameFilter {
  push(text: string): string;
  end(): string;
}

/** Removes the lines `at … /.cluster-lab/…` from a stream of text; an unfinished line waits only while it could become one. */
export function createStackFrameFilter(): StackFrameFilter {
  let held = '';
  let atLineStart = true;
  return {
    push(text) {
      const input = held + text;
      held = '';
      let shown = '';
      let from = 0;
      while (from < input.length) {
        const newline = input.indexOf('\n', from);
        const line = input.slice(from, newline < 0 ? input.length : newline + 1);
        const isWhole = newline >= 0;
        if (!isWhole && atLineStart && line.length < HELD_LIMIT && MAYBE_STACK_LINE.test(line)) {
          held = line;
          return shown;
        }
        if (!(atLineStart && isWhole && line.includes(OURS) && STACK_LINE.test(line))) shown += line;
        atLineStart = isWhole;
        from += line.length;
      }
      return shown;
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** Keeps the course's own frames out of the stack traces that a learner reads. */

const COLOUR = '(?:\\u001b\\[[0-9;]*m)*';

/** The folder of tracer and guard in every sandbox; Node colours a path up to the working folder. */
const OURS = `/${COLOUR}\\.cluster-lab/`;

/** A frame of ours, with its indentation. Two crashing processes may write at once, so it can begin in the middle of a line. */
const OUR_FRAME = new RegExp(`${COLOUR}[ \\t]{4,}${COLOUR}at [^\\n]*${OURS}[^\\n]*`, 'g');

/** The end of a text that may still become a frame. */
const MAYBE_FRAME = new RegExp(
  `(?:${COLOUR}[ \\t]{4,}|\\n[ \\t]*)${COLOUR}(?:\\u001b\\[?[0-9;]*)?(?:a|at|at [^\\n]*)?$`,
);

/** The longest stack line; a longer line is shown. */
const HELD_LIMIT = 4_096;

export interface StackFrameFilter {
  push(text: string): string;
  end(): string;
}

/** Removes frames `at … /.cluster-lab/…` from a stream of text, with their lines; only a line that may become one waits. */
export function createStackFrameFilter(): StackFrameFilter {
  let held = '';
  let isLineStart = true;
  const show = (text: string) => {
    // With a line break in front, the first line is like any other.
    const before = isLineStart ? '\n' : '';
    const shown = (before + text)
      .split(/(?<=\n)/)
      .filter((line) => !isOnlyOurs(line))
      .map((line) => line.replace(OUR_FRAME, ''))
      .join('');
    if (text !== '') isLineStart = text.endsWith('\n');
    return shown.slice(before.length);
  };
  return {
    push(text) {
      const input = held + text;
      const at = startOfMaybeFrame(input, isLineStart);
      held = input.slice(at);
      return show(input.slice(0, at));
    },
    end() {
      const rest = show(held);
      held = '';
      return rest;
    },
  };
}

/** Where the end of `input` begins that may become a frame; its length when there is no such end. */
function startOfMaybeFrame(input: string, isLineStart: boolean): number {
  const skipped = Math.max(0, input.length - HELD_LIMIT);
  // The break before it marks a line's beginning; it may have been shown already.
  const before = skipped === 0 && isLineStart ? '\n' : '';
  const tail = before + input.slice(skipped);
  const found = MAYBE_FRAME.exec(tail);
  if (found === null) return input.length;
  const behindBreak = tail[found.index] === '\n' ? 1 : 0;
  return skipped + found.index + behindBreak - before.length;
}

function isOnlyOurs(line: string): boolean {
  const rest = line.replace(OUR_FRAME, '');
  return rest !== line && rest.replace(/\u001b\[[0-9;]*m/g, '').trim() === '';
}

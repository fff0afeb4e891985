/** Keeps the course's own frames out of the stack traces that a learner reads. */

const COLOUR = '(?:\\u001b\\[[0-9;]*m)*';

/** Where the tracer and the guard lie in every sandbox; Node colours a path up to the working folder. */
const OURS = `/${COLOUR}\\.cluster-lab/`;

/** A frame of ours, with its indentation. Two crashing processes may write at once, so it can begin in the middle of a line. */
const OUR_FRAME = new RegExp(`${COLOUR}[ \\t]{4,}${COLOUR}at [^\\n]*${OURS}[^\\n]*`, 'g');

/** What the end of a text may still become a frame from. */
const MAYBE_FRAME = new RegExp(
  `(?:${COLOUR}[ \\t]{4,}|\\n[ \\t]*)${COLOUR}(?:\\u001b\\[?[0-9;]*)?(?:a|at|at [^\\n]*)?$`,
);

/** A stack line is never longer than this; what is, is shown. */
const HELD_LIMIT = 4_096;

export interface StackFrameFilter {
  push(text: string): string;
  end(): string;
}

/** Removes frames `at … /.cluster-lab/…` from a stream of text, with their lines; an unfinished line waits only while it could become one. */
export function createStackFrameFilter(): StackFrameFilter {
  let held = '';
  let isLineStart = true;
  const show = (text: string) => {
    // With a line break in front, the first line is like every other.
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

/** Where the end of `input` begins that may become a frame; its length when nothing may. */
function startOfMaybeFrame(input: string, isLineStart: boolean): number {
  const skipped = Math.max(0, input.length - HELD_LIMIT);
  // A line's beginning is known by the break before it, which may have been shown already.
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

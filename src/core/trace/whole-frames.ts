/** What comes through a channel of the tracer's own: frames and nothing else, whatever a program writes into it. */
import { FRAME_END, FRAME_LIMIT, FRAME_START } from './frame.ts';

/** @returns a reader of chunks that gives the frames that are complete; what is no frame is dropped */
export function createFrameReader(): (chunk: string) => string {
  let carry = '';
  return (chunk) => {
    const pieces = (carry + chunk).split(FRAME_END);
    const rest = pieces.pop() ?? '';
    carry = rest.length > FRAME_LIMIT ? '' : rest;
    return pieces.map(frameIn).join('');
  };
}

/** A start that another follows was cut off. @param piece what stood before an end */
function frameIn(piece: string): string {
  const start = piece.lastIndexOf(FRAME_START);
  const length = piece.length - start + FRAME_END.length;
  return start < 0 || length > FRAME_LIMIT ? '' : piece.slice(start) + FRAME_END;
}

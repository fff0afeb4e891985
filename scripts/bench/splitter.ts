/** How many trace events a second the page can part from text. */
import { encodeFrame } from '../../src/core/trace/frame.ts';
import { createSplitter } from '../../src/core/trace/splitter.ts';
import type { Row } from './report.ts';

const EVENTS = 50_000;
/** As the socket hands them over. */
const CHUNK = 64 * 1024;

export async function rows(): Promise<readonly Row[]> {
  const frames = Array.from({ length: EVENTS }, (_, index) => {
    const fact = {
      type: 'request.started',
      request: index,
      peer: 40_000 + (index % 20_000),
      method: 'GET',
      path: '/',
      reused: false,
    } as const;
    return `${encodeFrame({ ...fact, sequence: index, at: index, pid: 4242, worker: 1 }, 'bench')}log line ${index}\n`;
  }).join('');
  const splitter = createSplitter({ nonce: 'bench' });
  let seen = 0;
  const from = performance.now();
  for (let at = 0; at < frames.length; at += CHUNK) seen += splitter.push(frames.slice(at, at + CHUNK)).events.length;
  const seconds = (performance.now() - from) / 1_000;
  if (seen !== EVENTS) throw new Error(`The splitter gave ${seen} of ${EVENTS} events.`);
  return [
    {
      name: 'splitter',
      value: Math.round(EVENTS / seconds),
      unit: 'events/s',
      note: `${EVENTS} events between log lines, ${frames.length} characters`,
    },
  ];
}

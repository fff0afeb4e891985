/** The embed itself, in a frame of ours, as high as a host would make it. */
import { html, nothing, render } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';

export interface Preview {
  readonly address: string;
  /** In CSS pixels, until the embed tells its own. */
  readonly height: number;
  readonly title: string;
}

/** Changes come in rows while somebody types or chooses: the frame loads when they have paused. */
const PAUSE_MS = 250;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Takes the place of an earlier preview; gone when `signal` aborts. */
export function showPreview(box: HTMLElement, { address, height, title }: Preview, signal: AbortSignal): void {
  clearTimeout(waiting);
  const isFirst = box.childElementCount === 0;
  waiting = setTimeout(
    () => {
      if (signal.aborted || box.querySelector('iframe')?.src === address) return;
      const frame = html`<iframe src=${address} title="Preview: ${title}" style="block-size: ${height}px"></iframe>`;
      // A frame that goes on to another address would be a step of the page's history.
      render(keyed(address, frame), box);
    },
    isFirst ? 0 : PAUSE_MS,
  );
  if (!isFirst) return;
  addEventListener(
    'message',
    ({ source, data }: MessageEvent<unknown>) => {
      const frame = box.querySelector('iframe');
      if (frame === null || source !== frame.contentWindow) return;
      const { type, height: wanted } = (data ?? {}) as { readonly type?: unknown; readonly height?: unknown };
      if (type === 'height' && typeof wanted === 'number' && wanted > 0) frame.style.blockSize = `${wanted}px`;
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    clearTimeout(waiting);
    render(nothing, box);
  });
}

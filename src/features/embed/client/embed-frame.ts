/** An embed and the page around it: tells its news and its height to whoever frames it, and hears the little that a host may say. */
import type { EmbedMessage, EmbedNews } from '../model/embed-message.ts';
import type { EmbedTheme } from '../model/embed-options.ts';
import { parseHostMessage } from '../model/host-message.ts';

export interface EmbedFrameOptions {
  /** Which embed speaks. */
  readonly embed: string;
  /** Whose height is told. */
  readonly content: HTMLElement;
  /** The frame's height where the address fixes it: it is told in the content's place. */
  readonly height: number | undefined;
  readonly onTheme: (theme: EmbedTheme) => void;
}

export type Tell = (news: EmbedNews) => void;

/** A host may say something as often as it likes: it is heard once in so long. */
const HEARD_EVERY_MS = 50;

/** @returns what tells the host; does nothing where the page is not framed */
export function openEmbedFrame({ embed, content, height, onTheme }: EmbedFrameOptions, signal: AbortSignal): Tell {
  if (parent === window) return () => undefined;
  const post = (message: object) => parent.postMessage(message, '*');
  const tell: Tell = (news) => post({ source: 'cluster-lab', version: 1, embed, ...news } satisfies EmbedMessage);
  const tellHeight = (pixels: number) => {
    tell({ type: 'height', height: pixels });
    // Canvas and what follows it set the frame's height by this one.
    post({ subject: 'lti.frameResize', height: pixels });
  };
  followHost({ onTheme, onMeasure: () => tellHeight(height ?? heightOf(content)) }, signal);
  if (height === undefined) followHeight(content, tellHeight, signal);
  else tellHeight(height);
  return tell;
}

/** Rounded up, or the last line would get a scroll bar. */
function heightOf(content: HTMLElement): number {
  return Math.ceil(content.getBoundingClientRect().height);
}

function followHeight(content: HTMLElement, tell: (height: number) => void, signal: AbortSignal): void {
  // At once: browsers observe nothing in a frame that is far from the screen.
  let told = heightOf(content);
  tell(told);
  const observer = new ResizeObserver(() => {
    const height = heightOf(content);
    if (height !== told) tell(height);
    told = height;
  });
  observer.observe(content);
  signal.addEventListener('abort', () => observer.disconnect());
}

interface Heard {
  readonly onTheme: (theme: EmbedTheme) => void;
  readonly onMeasure: () => void;
}

function followHost({ onTheme, onMeasure }: Heard, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let theme: EmbedTheme | undefined;
  let isMeasured = false;
  const act = () => {
    timer = undefined;
    if (theme !== undefined) onTheme(theme);
    if (isMeasured) onMeasure();
    theme = undefined;
    isMeasured = false;
  };
  const hear = ({ source, data }: MessageEvent<unknown>) => {
    const message = source === parent ? parseHostMessage(data) : undefined;
    if (message === undefined) return;
    if (message.type === 'theme') theme = message.theme;
    else isMeasured = true;
    timer ??= setTimeout(act, HEARD_EVERY_MS);
  };
  addEventListener('message', hear, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
}

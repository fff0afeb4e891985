/** When a part of a frame is seen by the reader: also in a frame of another origin, whose own scroll position says nothing. */

/** Calls `act` once, when a part of `element` is on the screen. */
export function onceInView(element: Element, signal: AbortSignal, act: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    act();
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}

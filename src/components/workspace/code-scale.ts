/** How large code and output are: the page's styles, the editor and the terminal read it from the root element. */

export const CODE_SCALE = '--code-scale';

/** 1 as the styles have it. */
export function codeScale(): number {
  return Number(document.documentElement.style.getPropertyValue(CODE_SCALE)) || 1;
}

/** Calls back when the theme or the scale is another one. @returns its end */
export function watchLooks(onTheme: () => void, onScale: () => void): () => void {
  let scale = codeScale();
  const changes = new MutationObserver((records) => {
    if (records.some(({ attributeName }) => attributeName === 'data-theme')) onTheme();
    if (scale === codeScale()) return;
    scale = codeScale();
    onScale();
  });
  changes.observe(document.documentElement, { attributeFilter: ['data-theme', 'style'] });
  return () => changes.disconnect();
}

/** Whether this page was built to be framed by others: it then contacts nobody by itself, and starts nothing unasked. */

/** Said by the page's own markup (layouts/Embed.astro), not by whether somebody frames it: a preview is one too. */
export function isEmbed(): boolean {
  return typeof document !== 'undefined' && 'embed' in document.documentElement.dataset;
}

/** Whether a program can be run here: a frame may show the text or the questions alone. */
export function showsWorkspace(): boolean {
  const { views } = document.documentElement.dataset;
  return views === undefined || /\b(?:run|watch)\b/.test(views);
}

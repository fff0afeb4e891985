/*
 * For pages that frame Cluster Lab: gives each frame the height of what it shows, and says what happened in it as an event.
 * Include it from the site that the frames come from, or paste it. It needs nothing, sends nothing and stores nothing.
 *
 *   document.addEventListener('cluster-lab:run-finished', (event) => console.log(event.target, event.detail));
 *
 * Events: cluster-lab:ready, :height, :run-finished, :check-passed, :quiz-answered. All bubble from their frame.
 */
(() => {
  const types = ['ready', 'height', 'run-finished', 'check-passed', 'quiz-answered'];
  const from = document.currentScript && document.currentScript.src;
  // Pasted, it cannot know its site: then any frame below /embed/ may speak.
  const isOurs = ({ src }) => {
    const url = new URL(src, document.baseURI);
    return url.pathname.startsWith('/embed/') && (!from || url.origin === new URL(from).origin);
  };
  const frames = () => [...document.querySelectorAll('iframe[src]')].filter(isOurs);

  addEventListener('message', ({ source, data }) => {
    if (!data || data.source !== 'cluster-lab' || data.version !== 1 || !types.includes(data.type)) return;
    // The window that spoke tells whose frame it is. A sandboxed one has no origin to go by.
    const frame = frames().find((each) => each.contentWindow === source);
    if (!frame) return;
    if (data.type === 'height' && data.height >= 0 && data.height <= 100000) {
      const border = getComputedStyle(frame).boxSizing === 'border-box' ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = `${Math.ceil(data.height) + border}px`;
    }
    frame.dispatchEvent(new CustomEvent(`cluster-lab:${data.type}`, { bubbles: true, detail: data }));
  });

  // Those that spoke before this script was here say it again.
  for (const { contentWindow } of frames()) contentWindow.postMessage({ target: 'cluster-lab', type: 'measure' }, '*');
})();

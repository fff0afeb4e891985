/**
 * The document of the engine's frame. Its origin is opaque and its policy allows scripts from blobs alone: a program that gets to run
 * in it reaches no address, no storage and no page. Workers inherit both.
 */

/** Starts the kernel in a worker, for the page alone, which sends script and ports and hears of a failure. */
export const FRAME_SCRIPT = `addEventListener('message', ({ source, data, ports: [failure, kernel] }) => {
  if (source !== parent) return;
  const worker = new Worker(URL.createObjectURL(data), { name: 'kernel' });
  worker.onerror = (event) => {
    event.preventDefault();
    failure.postMessage(event.message || 'The script of the kernel could not be loaded.');
  };
  worker.postMessage(null, [kernel]);
});`;

/** The hash of `FRAME_SCRIPT` for policies: the frame inherits its page's policy, which must allow the script too. */
export const FRAME_SCRIPT_HASH = "'sha256-ijiNU3I7Ig45iF2bMWtNtoEltBv92BdHoqu7saPBfO0='";

const FRAME_POLICY = `default-src 'none'; script-src blob: 'wasm-unsafe-eval' ${FRAME_SCRIPT_HASH}; worker-src blob:`;

export const FRAME_DOCUMENT =
  `<!doctype html><meta http-equiv="content-security-policy" content="${FRAME_POLICY}">` +
  `<script>${FRAME_SCRIPT}</script>`;

import { browserNodePlugin } from '@cluster-lab/browser-node/build';
import { FRAME_SCRIPT_HASH } from '@cluster-lab/browser-node/policy';
import { defineConfig } from 'vite';

/** What the engine needs of a page's policy, and no more. */
const POLICY = `default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval' ${FRAME_SCRIPT_HASH}; worker-src blob:`;

export default defineConfig({
  plugins: [browserNodePlugin()],
  preview: { headers: { 'content-security-policy': POLICY } },
});

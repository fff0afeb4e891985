/** The plugin for Vite and Rolldown that a site's build takes, and the parts of it. */
export { bundleProcess, type ProcessBundle } from './bundle.ts';
export { findPinnedNode, PINNED_VERSION, type PinnedNode } from './pinned-node.ts';
export { browserNodePlugin } from './vite-plugin.ts';

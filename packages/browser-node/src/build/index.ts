/** What a site's build takes: the plugin for Vite and Rolldown, and what it is made of. */
export { bundleProcess, type ProcessBundle } from './bundle.ts';
export { findPinnedNode, PINNED_VERSION, type PinnedNode } from './pinned-node.ts';
export { browserNodePlugin } from './vite-plugin.ts';

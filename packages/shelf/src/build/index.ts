/** What a site's build takes: the plugin for Vite, and what it is made of. */
export { describe, pack, SHELF_NAMES } from './archive.ts';
export { shelfPlugin, type ShelfFacts } from './vite-plugin.ts';

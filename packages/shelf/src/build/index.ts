export { shelfPlugin, type ShelfFacts } from './vite-plugin.ts';

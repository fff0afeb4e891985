/** Keeps the styles of parts that load late out of the page's own: Astro would link them in the head of every page. */
import path from 'node:path';
import type { Plugin } from 'vite';

const PREFIX = '\0late-style:';
const LATE =
  /\/node_modules\/monaco-editor\/|\/components\/(?:workspace\/(?:xterm|panel-tools|other-text-bar)|share\/share-dialog|offline\/offline-note)\.ts$/;

/** A style imported by the editor or the terminal becomes a module that adds it to the page when it runs. */
export function lateStyles(): Plugin {
  return {
    name: 'cluster-lab:late-styles',
    enforce: 'pre',
    apply: 'build',
    async resolveId(source, importer, options) {
      if (!source.endsWith('.css') || importer === undefined || !LATE.test(importer)) return undefined;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      // Named like a script, so that no other plugin takes it for a style.
      return resolved && `${PREFIX}${path.resolve(resolved.id)}.js`;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const file = id.slice(PREFIX.length, -'.js'.length);
      // As a constructed sheet: the policy lets no script add a style element.
      return [
        `import text from ${JSON.stringify(`${file}?inline`)};`,
        `const sheet = new CSSStyleSheet();`,
        `sheet.replaceSync(text);`,
        `document.adoptedStyleSheets.push(sheet);`,
      ].join('\n');
    },
  };
}

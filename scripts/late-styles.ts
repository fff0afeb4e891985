/**
 * Keeps the styles of parts that load late out of the page's own: Astro would link them in the head of every page. None becomes a
 * style element, which the page's policy refuses.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PREFIX = '\0late-style:';
const LATE =
  /\/node_modules\/monaco-editor\/|\/components\/workspace\/(?:xterm|panel-tools|other-text-bar)\.ts$|\/features\/(?:share\/ui\/share-dialog|offline\/ui\/offline-note)\.ts$/;

/** Editor and terminal make style elements for what they learn at run time: a theme, a font, the size of a cell. */
const MAKERS = /\/node_modules\/(?:monaco-editor|@xterm\/xterm)\//;
const MAKES = /[\w$.]+\.createElement\((['"`])style\1\)/g;
const MADE = fileURLToPath(new URL('../src/components/workspace/style-sheet.element.ts', import.meta.url));

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
    transform(code, id) {
      if (!MAKERS.test(id) || !/createElement\((['"`])style\1\)/.test(code)) return undefined;
      const replaced = code.replaceAll(MAKES, 'createLateStyleSheet()');
      return {
        code: `import { createStyleSheet as createLateStyleSheet } from ${JSON.stringify(MADE)};\n${replaced}`,
        map: null,
      };
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const file = id.slice(PREFIX.length, -'.js'.length);
      // As a constructed sheet: the policy lets no script add a style element.
      return [
        `import text from ${JSON.stringify(`${file}?inline`)};`,
        `const sheet = new CSSStyleSheet();`,
        `sheet.replaceSync(text);`,
        `document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];`,
      ].join('\n');
    },
  };
}

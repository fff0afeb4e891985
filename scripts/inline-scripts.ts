/** Takes comments and spaces out of the inline scripts of the built pages: Astro leaves them as they were written. */
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { minifySync } from 'rolldown/utils';

/** Data blocks and modules have attributes. */
const INLINE = /(<script>)([\s\S]*?)(<\/script>)/g;

export function shortInlineScripts(): AstroIntegration {
  return {
    name: 'cluster-lab:inline-scripts',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        for await (const name of glob('**/*.html', { cwd: site })) {
          const file = path.join(site, name);
          await writeFile(file, shortened(await readFile(file, 'utf8'), name));
        }
      },
    },
  };
}

/** @param name of the page, for errors. @throws for a script that does not parse */
export function shortened(html: string, name: string): string {
  return html.replaceAll(INLINE, (_, open: string, script: string, close: string) => {
    // They share one scope: names at the top stay, which compressing would take for unused.
    const { code, errors } = minifySync(name, script, { module: false, compress: false, mangle: { toplevel: false } });
    if (errors.length > 0) throw new Error(`${name}: an inline script does not parse: ${errors[0]?.message}`);
    return open + code.trim() + close;
  });
}

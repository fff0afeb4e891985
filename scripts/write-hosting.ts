/**
 * Writes `dist/_headers` (Netlify, Cloudflare) and `vercel.json` from the server's table of headers, for the built site. Vercel reads
 * its file before it builds, so that one is committed.
 */
import { readdir, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { readEngineOrder } from '../src/server/engine-order.ts';
import { headerRules, type HeaderRule } from '../src/server/headers.ts';
import { inlineScriptHashes } from '../src/server/script-hashes.ts';

/** The rules of a site that has no server of ours. @param folder the built site. @param origin of the site, where it is known */
export async function hostedRules(folder: string, origin?: string): Promise<readonly HeaderRule[]> {
  const [scriptHashes, engines] = await Promise.all([inlineScriptHashes(folder), readEngineOrder(folder)]);
  return headerRules({ scriptHashes, engines, origin });
}

/**
 * Both hosts apply every rule that matches, join what comes twice with a comma, and know no "all but": such a rule is written for
 * each folder of the built site, and for addresses of one part, which is what most wrong ones have. A policy that comes twice so says
 * what it said once.
 */
export async function netlifyHeaders(rules: readonly HeaderRule[], folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'embed').map(({ name }) => name);
  const allButEmbeds = ['/', '/:file', '/:page/', ...folders.sort().map((name) => `/${name}/*`)];
  const blocks = rules.flatMap(({ path, except, headers }) => {
    const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
    return (except === undefined ? [path] : allButEmbeds).map((each) => [each, ...lines].join('\n'));
  });
  return `# Written by "npm run hosting" from src/server/headers.ts.\n${blocks.join('\n\n')}\n`;
}

/** Vercel applies every rule that matches too, and takes the rest of a path by a regular expression. */
export function vercelConfig(rules: readonly HeaderRule[]): object {
  return {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    buildCommand: 'npm run build:hosted',
    outputDirectory: 'dist',
    trailingSlash: true,
    headers: rules.map(({ path, except, headers }) => ({
      source: path.replace('*', except === undefined ? '(.*)' : `((?!${except.map(ending).join('|')}).*)`),
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    })),
  };
}

/** What a path does not go on with after its first slash. */
function ending(path: string): string {
  return `${path.slice(1).replaceAll(/:\w+/g, '[^/]+')}$`;
}

if (import.meta.main) {
  const site = process.env['PUBLIC_SITE_URL'];
  const rules = await hostedRules('dist', site && new URL(site).origin);
  await writeFile('dist/_headers', await netlifyHeaders(rules, 'dist'));
  await writeFile(
    'vercel.json',
    await format(JSON.stringify(vercelConfig(rules)), { parser: 'json', printWidth: 120 }),
  );
}

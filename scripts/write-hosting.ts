/** Writes `public/_headers` (Netlify, Cloudflare) and `vercel.json` from the server's table of headers, for the built site. */
import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { headerRules, headersFor, type HeaderRule } from '../src/server/headers.ts';
import { inlineScriptHashes } from '../src/server/script-hashes.ts';

/** The rules of a site that has no server of ours. @param folder the built site */
export async function hostedRules(folder: string): Promise<readonly HeaderRule[]> {
  return headerRules({ scriptHashes: await inlineScriptHashes(folder) });
}

/** Both hosts apply every rule that matches, and join what comes twice with a comma. */
export function netlifyHeaders(rules: readonly HeaderRule[]): string {
  const blocks = rules.map(({ path, headers }) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
  );
  return `# Written by "npm run hosting" from src/server/headers.ts.\n${blocks.join('\n\n')}\n`;
}

/** Vercel lets the last rule win for each name, so each one carries the whole. */
export function vercelConfig(rules: readonly HeaderRule[]): object {
  return {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    buildCommand: 'npm run build:hosted',
    outputDirectory: 'dist',
    trailingSlash: true,
    headers: rules.map(({ path }) => ({
      source: path.replace('*', '(.*)'),
      headers: Object.entries(headersFor(path, rules)).map(([key, value]) => ({ key, value })),
    })),
  };
}

if (import.meta.main) {
  const rules = await hostedRules('dist');
  await writeFile('public/_headers', netlifyHeaders(rules));
  await writeFile(
    'vercel.json',
    await format(JSON.stringify(vercelConfig(rules)), { parser: 'json', printWidth: 120 }),
  );
}

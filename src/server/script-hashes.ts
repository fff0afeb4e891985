/** Finds the inline scripts of the built pages, so that the policy can allow exactly these. */
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Scripts without `src`; data blocks (JSON) run nothing and need no hash. */
const INLINE_SCRIPT =
  /<script(?![^>]*\ssrc=)(?![^>]*type="(?:application|text)\/(?!javascript))[^>]*>([\s\S]*?)<\/script>/g;

/** @returns `'sha256-…'` of each, once */
export async function inlineScriptHashes(folder: string): Promise<readonly string[]> {
  const hashes = new Set<string>();
  for await (const file of glob('**/*.html', { cwd: folder })) {
    const html = await readFile(path.join(folder, file), 'utf8');
    for (const [, script] of html.matchAll(INLINE_SCRIPT)) hashes.add(hashOf(script ?? ''));
  }
  return [...hashes];
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

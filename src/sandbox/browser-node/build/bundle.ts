/** Makes the script that every process's Web Worker runs: Node's library, the shapes of its bindings and our own runtime. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { minify } from 'rolldown/utils';
import { CORE_MODULES } from './core-modules.ts';
import { extractNode, type ExtractedNode } from './extract.ts';
import { PINNED_VERSION, type PinnedNode } from './pinned-node.ts';

const ENGINE = fileURLToPath(new URL('../', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../../.cache/browser-node/', import.meta.url));

/** The script's text: made once for each state of the sources, then read from the cache. */
export async function bundleProcess(node: PinnedNode & { ok: true }): Promise<string> {
  const file = path.join(CACHE, `process-${hashOfSources()}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const text = await makeScript(partsOf(node));
    save(file, text);
    return text;
  }
}

async function makeScript(parts: ExtractedNode): Promise<string> {
  const text = `${nodeParts(parts)}\n${await runtime()}`;
  // Names stay: learners see them in stack traces and when they inspect a handle.
  const { code, errors } = await minify('process.js', text, { compress: true, mangle: false, module: false });
  if (errors.length > 0) throw new Error(`The process script cannot be minified: ${JSON.stringify(errors[0])}`);
  return code;
}

function nodeParts({ sources, facts, llhttp }: ExtractedNode): string {
  const library = Object.entries(sources)
    .filter(([id]) => CORE_MODULES.has(id))
    .map(([id, source]) => `${JSON.stringify(id)}: function (${parametersOf(id)}) {${source}\n}`);
  return `globalThis.__nodeParts = {
    library: {${library.join(',\n')}},
    moduleIds: ${JSON.stringify(Object.keys(sources))},
    facts: ${JSON.stringify(facts)},
    llhttp: ${JSON.stringify(llhttp)},
  };`;
}

/** As Node's C++ names them for each kind of module (src/node_builtins.cc). */
function parametersOf(id: string): string {
  if (id.startsWith('internal/bootstrap/realm')) return 'process, getLinkedBinding, getInternalBinding, primordials';
  if (id.startsWith('internal/per_context/')) return 'exports, primordials, privateSymbols, perIsolateSymbols';
  if (/^internal\/(main|bootstrap)\//.test(id)) return 'process, require, internalBinding, primordials';
  return 'exports, require, module, process, internalBinding, primordials';
}

async function runtime(): Promise<string> {
  const bundle = await rolldown({ input: `${ENGINE}process/main.ts`, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', keepNames: true });
  await bundle.close();
  return output[0].code;
}

/** What the binary gave, cached by version. */
function partsOf({ binary }: PinnedNode & { ok: true }): ExtractedNode {
  const file = path.join(
    CACHE,
    `node-${PINNED_VERSION}-${hashOf([`${ENGINE}build/dump-shapes.ts`, `${ENGINE}build/extract.ts`])}.json`,
  );
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ExtractedNode;
  } catch {
    const parts = extractNode(binary);
    save(file, JSON.stringify(parts));
    return parts;
  }
}

/** Written whole or not at all: two builds may run at once. */
function save(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function hashOfSources(): string {
  const files = ['build', 'process', '.'].flatMap((folder) =>
    readdirSync(path.join(ENGINE, folder), { recursive: folder !== '.', encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(ENGINE, folder, name)),
  );
  return hashOf(files.sort());
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(PINNED_VERSION);
  for (const file of files) hash.update(file.slice(ENGINE.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

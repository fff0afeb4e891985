/**
 * Makes the scripts that a process's Web Worker runs: the core (Node's library, the shapes of its bindings, our own runtime), and the
 * chunks that it loads when a program requires them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import { minify } from 'rolldown/utils';
import { CHUNKS, modulesOf, type ChunkPlan } from './chunks.ts';
import { CORE_MODULES } from './core-modules.ts';
import { libraryLines } from './library-lines.ts';
import { extractNode, type ExtractedNode } from './extract.ts';
import { fileOf } from './installed.ts';
import { PINNED_VERSION, type PinnedNode } from './pinned-node.ts';
import type { NodeFacts } from '../process/shape-format.ts';

const ENGINE = fileURLToPath(new URL('../', import.meta.url));
const KIT = 'chunk-kit';
const KIT_FILE = path.join(ENGINE, 'process/chunk-kit.ts');
/** Of whoever builds: in the folder where the build runs. */
const CACHE = path.resolve('.cache/browser-node');
/** The files that decide which parts are taken out of the binary. */
const EXTRACTING = ['build/dump-shapes.ts', 'build/extract.ts', 'process/absent-modules.ts'];
/** Files of the seam that a process runs. */
const SEAM_FILES = [fileOf('@cluster-lab/sandbox/token-bucket')];

export interface ProcessBundle {
  /** The script of the kernel's worker. */
  readonly kernel: string;
  readonly core: BuiltScript;
  readonly chunks: readonly ChunkScript[];
}

export interface BuiltScript {
  readonly text: string;
  /** Leads from the script back to Node's library; a script too, that a process runs when it first writes a stack. */
  readonly lines: string;
}

export interface ChunkScript extends BuiltScript {
  readonly name: string;
  /** Modules of Node's library that are in it. */
  readonly modules: readonly string[];
  /** A pattern of paths: programs with such files need it, and no others. */
  readonly files?: string;
}

/** The scripts' text: made once for each state of the sources, then read from the cache. */
export async function bundleProcess(node: PinnedNode & { ok: true }): Promise<ProcessBundle> {
  const kernel = await kernelScript();
  const file = path.join(CACHE, `process-${hashOfSources()}.json`);
  try {
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<ProcessBundle, 'kernel'>), kernel };
  } catch {
    const parts = partsOf(node);
    const bundle = {
      core: await minified(`${coreParts(parts)}\n${await runtime(`${ENGINE}process/main.ts`)}`, parts),
      chunks: await Promise.all(CHUNKS.map((plan) => chunkOf(plan, parts))),
    };
    save(file, JSON.stringify(bundle));
    return { ...bundle, kernel };
  }
}

/** Small, and made of the seam's files too: made anew each time. */
async function kernelScript(): Promise<string> {
  const { code } = await minify('kernel.js', await runtime(`${ENGINE}kernel/main.ts`), { module: false });
  return code;
}

async function chunkOf(plan: ChunkPlan, parts: ExtractedNode): Promise<ChunkScript> {
  const modules = modulesOf(plan, Object.keys(parts.sources));
  const node = `globalThis.__nodeChunk({
    library: ${libraryOf(parts, (id) => plan.standsIn !== true && modules.includes(id))},
    shapes: ${JSON.stringify(shapesOf(parts, plan.bindings))},
  });`;
  const ours = plan.entry === undefined ? '' : await runtime(`${ENGINE}process/chunks/${plan.entry}`);
  const { name, files } = plan;
  return { name, modules, ...(files && { files: files.source }), ...(await minified(`${node}\n${ours}`, parts)) };
}

/** Names stay: people see them in stack traces and when they inspect a handle. */
async function minified(text: string, { sources }: ExtractedNode): Promise<BuiltScript> {
  const compress = { keepNames: { function: true, class: true } };
  const { code, map, errors } = await minify('node.js', text, {
    compress,
    mangle: false,
    module: false,
    sourcemap: true,
  });
  if (errors.length > 0) throw new Error(`A process's script cannot be minified: ${JSON.stringify(errors[0])}`);
  const lines = libraryLines({ code, mappings: map?.mappings ?? '', text, sources });
  return { text: code, lines: `globalThis.__nodeLines = ${JSON.stringify(lines)};` };
}

function coreParts(parts: ExtractedNode): string {
  const later = new Set(CHUNKS.flatMap(({ bindings }) => bindings));
  const shapes = shapesOf(
    parts,
    Object.keys(parts.facts.shapes).filter((name) => !later.has(name)),
  );
  return `globalThis.__nodeParts = {
    library: ${libraryOf(parts, (id) => CORE_MODULES.has(id))},
    moduleIds: ${JSON.stringify(Object.keys(parts.sources))},
    facts: ${JSON.stringify({ ...parts.facts, shapes })},
    llhttp: ${JSON.stringify(parts.llhttp)},
  };`;
}

function libraryOf({ sources }: ExtractedNode, isWanted: (id: string) => boolean): string {
  const modules = Object.entries(sources)
    .filter(([id]) => isWanted(id))
    .map(([id, source]) => `${JSON.stringify(id)}: function (${parametersOf(id)}) {${source}\n}`);
  return `{${modules.join(',\n')}}`;
}

function shapesOf({ facts }: ExtractedNode, names: readonly string[]): NodeFacts['shapes'] {
  return Object.fromEntries(names.map((name) => [name, facts.shapes[name] ?? null]));
}

/** As Node's C++ names them for each kind of module (src/node_builtins.cc). */
function parametersOf(id: string): string {
  if (id.startsWith('internal/bootstrap/realm')) return 'process, getLinkedBinding, getInternalBinding, primordials';
  if (id.startsWith('internal/per_context/')) return 'exports, primordials, privateSymbols, perIsolateSymbols';
  if (/^internal\/(main|bootstrap)\//.test(id)) return 'process, require, internalBinding, primordials';
  return 'exports, require, module, process, internalBinding, primordials';
}

async function runtime(input: string): Promise<string> {
  const bundle = await rolldown({ input, platform: 'browser', plugins: [coreForChunks()] });
  const { output } = await bundle.generate({ format: 'iife', keepNames: true, globals: { [KIT]: '__nodeKit' } });
  await bundle.close();
  return output[0].code;
}

/** Modules of the core that a chunk imports are handed to it: a second copy would have a state of its own. */
function coreForChunks(): Plugin {
  const chunks = `${ENGINE}process/chunks/`;
  return {
    name: 'core-for-chunks',
    resolveId(id, importer) {
      if (importer?.startsWith(chunks) !== true || !id.startsWith('.')) return undefined;
      const file = path.resolve(path.dirname(importer), id);
      if (file === KIT_FILE) return { id: KIT, external: true };
      if (!file.startsWith(chunks))
        throw new Error(`${importer} imports ${id}: a chunk reaches the core by chunk-kit.ts.`);
      return undefined;
    },
  };
}

/** The parts of Node extracted from the binary, cached by version. */
function partsOf({ binary }: PinnedNode & { ok: true }): ExtractedNode {
  const file = path.join(CACHE, `node-${PINNED_VERSION}-${hashOf(EXTRACTING.map((file) => ENGINE + file))}.json`);
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
  return hashOf([...files.sort(), ...SEAM_FILES]);
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(PINNED_VERSION);
  for (const file of files) hash.update(path.relative(ENGINE, file)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** Takes Node's JavaScript library, the shapes of its bindings and its HTTP parser out of the pinned binary; nothing is committed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeFacts } from '../process/shape-format.ts';

export interface ExtractedNode {
  /** Module id -> source. */
  readonly sources: Readonly<Record<string, string>>;
  readonly facts: NodeFacts;
  readonly llhttp: string;
}

const DUMP = fileURLToPath(new URL('dump-shapes.ts', import.meta.url));
/** Each wasm is a base64 literal in Node's bundled undici; the second is the one with SIMD. */
const LLHTTP = /llhttp_simd-wasm[\s\S]*?wasmBase64 = "([A-Za-z0-9+/=]+)"/;

export function extractNode(binary: string): ExtractedNode {
  const folder = mkdtempSync(path.join(tmpdir(), 'node-parts-'));
  mkdirSync(folder, { recursive: true });
  try {
    const [sourcesFile, factsFile] = [path.join(folder, 'sources.json'), path.join(folder, 'facts.json')];
    const save = 'require("fs").writeFileSync(process.argv[1], JSON.stringify(process.binding("natives")))';
    execFileSync(binary, ['--no-warnings', '-e', save, sourcesFile]);
    execFileSync(binary, ['--expose-internals', '--no-warnings', DUMP, factsFile]);
    const { config: _, ...sources } = JSON.parse(readFileSync(sourcesFile, 'utf8')) as Record<string, string>;
    const facts = JSON.parse(readFileSync(factsFile, 'utf8')) as NodeFacts;
    const llhttp = LLHTTP.exec(sources['internal/deps/undici/undici'] ?? '')?.[1];
    if (llhttp === undefined)
      throw new Error("llhttp was not found in Node's bundled undici: the pinned version changed it.");
    return { sources, facts, llhttp };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

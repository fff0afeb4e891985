/** Which rarer parts of Node's library are scripts of their own, that a process loads when a program requires one of them. */
import { CORE_MODULES } from './core-modules.ts';

export interface ChunkPlan {
  readonly name: string;
  /** Modules by their id, or by its beginning where it ends with `/`. */
  readonly modules: readonly string[];
  /** Bindings whose shapes it brings. */
  readonly bindings: readonly string[];
  /** Our side of those bindings, in process/chunks. */
  readonly entry?: string;
}

export const CHUNKS: readonly ChunkPlan[] = [
  {
    name: 'crypto',
    modules: ['crypto', 'internal/crypto/', 'internal/streams/lazy_transform'],
    bindings: ['crypto', 'crypto_constants'],
    entry: 'crypto/index.ts',
  },
];

/** @param ids of all modules that Node has */
export function modulesOf({ modules }: ChunkPlan, ids: readonly string[]): readonly string[] {
  const isIn = (id: string) => modules.some((each) => (each.endsWith('/') ? id.startsWith(each) : id === each));
  return ids.filter((id) => isIn(id) && !CORE_MODULES.has(id));
}

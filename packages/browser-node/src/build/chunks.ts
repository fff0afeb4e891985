/** The rarer parts of Node's library that are scripts of their own; a process loads each when a program requires one of them. */
import { ABSENT_MODULES } from '../process/absent-modules.ts';
import { CORE_MODULES } from './core-modules.ts';

export interface ChunkPlan {
  readonly name: string;
  /** Modules by their id, or by its beginning where it ends with `/`. */
  readonly modules: readonly string[];
  /** Bindings whose shapes it brings. */
  readonly bindings: readonly string[];
  /** Of its modules it brings the shapes and no code. */
  readonly standsIn?: true;
  /** Our side of those bindings, in process/chunks. */
  readonly entry?: string;
  /** A large one is fetched once a program has files whose paths match this. */
  readonly files?: RegExp;
}

/** Nothing here could run: it needs sockets, debuggers or compilers that a page does not have. */
const LEFT_OUT = [
  ...['internal/tls/', 'internal/js_stream_socket', 'internal/http2/', 'quic', 'internal/quic/'],
  ...['internal/inspector/', 'internal/debugger/', 'internal/inspector_async_hook'],
  ...['internal/webstorage', 'internal/trace_events_async_hooks'],
  ...['internal/deps/v8/', 'internal/v8_prof_polyfill'],
  ...['internal/main/', 'internal/bootstrap/', 'internal/freeze_intrinsics', 'internal/test/'],
  ...['internal/repl', 'internal/repl/'],
];

const NAMED: readonly ChunkPlan[] = [
  {
    name: 'crypto',
    modules: ['crypto', 'internal/crypto/', 'internal/streams/lazy_transform'],
    bindings: ['crypto', 'crypto_constants'],
    entry: 'crypto/index.ts',
  },
  { name: 'fetch', modules: ['internal/deps/undici/'], bindings: [] },
  { name: 'zlib', modules: ['zlib'], bindings: ['zlib'], entry: 'zlib/index.ts' },
  { name: 'web-streams', modules: ['stream/web', 'internal/webstreams/'], bindings: [] },
  {
    name: 'test-runner',
    modules: ['test', 'test/reporters', 'internal/test_runner/', 'internal/deps/acorn/acorn-walk/'],
    bindings: [],
  },
  // What strips types, in WebAssembly: more than twice the core. Nobody strips those of a declaration.
  { name: 'typescript', modules: ['internal/deps/amaro/'], bindings: [], files: /(?<!\.d)\.[cm]?ts$/ },
  {
    name: 'absent',
    standsIn: true,
    modules: Object.keys(ABSENT_MODULES),
    bindings: Object.keys(ABSENT_MODULES).map((id) => `node:${id}`),
  },
  { name: 'iterable-streams', modules: ['stream/iter', 'zlib/iter', 'internal/streams/iter/'], bindings: [] },
];

/** All that is left: small things, each of which few programs need. */
const REST: ChunkPlan = {
  name: 'rest',
  modules: [],
  bindings: ['heap_utils', 'profiler', 'serdes'],
  entry: 'rest/index.ts',
};

export const CHUNKS: readonly ChunkPlan[] = [...NAMED, REST];

/** @param ids of all modules that Node has */
export function modulesOf(plan: ChunkPlan, ids: readonly string[]): readonly string[] {
  const later = ids.filter((id) => !CORE_MODULES.has(id));
  if (plan !== REST) return later.filter(isOneOf(plan.modules));
  const isElsewhere = isOneOf([...LEFT_OUT, ...NAMED.flatMap(({ modules }) => modules)]);
  return later.filter((id) => !isElsewhere(id));
}

function isOneOf(names: readonly string[]): (id: string) => boolean {
  return (id) => names.some((name) => (name.endsWith('/') ? id.startsWith(name) : id === name));
}

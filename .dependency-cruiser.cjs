/** Arrows go one way: which layer may import which, as ARCHITECTURE.md says in words. */
const layers = {
  core: ['src/core'],
  guest: ['src/guest', 'src/core'],
  sandbox: ['src/sandbox', 'src/core'],
  session: ['src/session', 'src/core', 'src/sandbox/sandbox'],
  browser: ['src/browser', 'src/core'],
  visualiser: ['src/visualiser', 'src/core'],
  components: [
    'src/components',
    'src/session',
    'src/browser',
    'src/visualiser',
    'src/core',
    'src/sandbox/select-engine',
    'src/sandbox/sandbox',
    'src/sandbox/local-node/engine',
    'src/sandbox/recorded/engine',
    'src/sandbox/browser-node/engine',
    'src/sandbox/webcontainer/engine',
    'src/sandbox/webcontainer/probe',
  ],
  'content-reader': ['src/content-reader', 'src/core'],
  cards: ['src/cards', 'src/content-reader', 'src/visualiser', 'src/core'],
  offline: ['src/offline', 'src/core'],
  server: [
    'src/server',
    'src/core',
    'src/sandbox/local-node/host',
    'src/sandbox/local-node/protocol',
    // Policies name its script.
    'src/sandbox/browser-node/frame-document',
  ],
};

const packages = {
  core: ['zod', 'ts-fsrs'],
  guest: [],
  sandbox: ['zod', 'ws', '@webcontainer', 'rolldown', 'vite', '@noble/hashes', 'pako'],
  session: ['@preact/signals-core'],
  browser: ['@preact/signals-core'],
  visualiser: ['@preact/signals-core'],
  components: ['@preact/signals-core', 'monaco-editor', '@xterm', '@xapi', 'uqr', 'minisearch', 'prettier'],
  'content-reader': ['yaml', 'zod'],
  cards: ['@resvg', 'shiki'],
  offline: ['workbox-precaching'],
  server: ['fastify', '@fastify', 'ws', 'astro', 'uqr', '@redis'],
};

const TESTS = '\\.(test|contract)\\.ts$';
const anyOf = (paths) => `^(${paths.join('|')})(/|\\.ts$|$)`;

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports-only-its-own`,
      severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: TESTS },
      to: { path: '^src/', pathNot: anyOf(allowed) },
    })),
    ...Object.entries(packages).map(([layer, allowed]) => ({
      name: `${layer}-packages`,
      severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: TESTS },
      to: { path: 'node_modules', pathNot: allowed.length ? `node_modules/(${allowed.join('|')})(/|$)` : undefined },
    })),
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-is-pure',
      comment: 'core runs in pages, guests and servers alike: no Node, no DOM.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'zod-in-schemas-only',
      comment: 'Pages get types, not the validator.',
      severity: 'error',
      from: { path: '^src/(core|sandbox)/', pathNot: '\\.schema\\.ts$' },
      to: { path: 'node_modules/zod', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'node-only-where-node-runs',
      severity: 'error',
      from: {
        path: '^src/(session|browser|visualiser|components|sandbox)/',
        pathNot: [TESTS, '^src/sandbox/local-node/host/', '^src/sandbox/browser-node/build/'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-file-imports-monaco',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/components/workspace/monaco\\.ts$' },
      to: { path: 'node_modules/monaco-editor' },
    },
    {
      name: 'one-file-imports-xterm',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/components/workspace/xterm\\.ts$' },
      to: { path: 'node_modules/@xterm' },
    },
    {
      name: 'one-file-imports-prettier',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/components/workspace/prettier\\.ts$' },
      to: { path: 'node_modules/prettier' },
    },
    {
      name: 'one-file-imports-fsrs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/quiz/review-schedule\\.ts$' },
      to: { path: 'node_modules/ts-fsrs' },
    },
    {
      name: 'one-folder-imports-webcontainer',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/webcontainer/' },
      to: { path: 'node_modules/@webcontainer' },
    },
    {
      name: 'chunks-alone-import-libraries',
      comment: 'Every process loads the core; only what a program requires may weigh more.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/browser-node/process/chunks/' },
      to: { path: 'node_modules/(@noble/hashes|pako)' },
    },
    {
      name: 'browser-node-stands-alone',
      comment: 'It could be published by itself: the seam, its words and its own files are all that it knows.',
      severity: 'error',
      from: { path: '^src/sandbox/browser-node/' },
      to: { path: '^src/', pathNot: '^src/(core/|sandbox/(browser-node/|remote/|[^/]+\\.ts$))' },
    },
    {
      name: 'nobody-imports-guests',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/guest/' },
      to: { path: '^src/guest/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};

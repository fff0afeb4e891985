/** Arrows go one way: which layer may import which, as ARCHITECTURE.md says in words. */
const MODELS = 'src/features/[^/]+/model';
const CLIENTS = 'src/features/[^/]+/client';
const SERVERS = 'src/features/[^/]+/server';
const UIS = 'src/features/[^/]+/ui';
/** The seam of all engines, and of it what is pure. */
const SEAM = 'packages/sandbox';
const RULES = `${SEAM}/src/(host-facts|file-rules)`;
const BROWSER_NODE = 'packages/browser-node';
const SHELF = 'packages/shelf';

const layers = {
  'src/core': ['src/core', RULES],
  'src/guest': ['src/guest', 'src/core'],
  'src/sandbox': ['src/sandbox', 'src/core', SEAM, `${BROWSER_NODE}/src/engine`],
  // Nothing above itself but the seam, which has nothing above itself.
  [BROWSER_NODE]: [BROWSER_NODE, SEAM],
  [SHELF]: [SHELF, SEAM],
  [SEAM]: [SEAM],
  'src/session': ['src/session', 'src/core', SEAM, `${SHELF}/src/(shelf|imports)`],
  'src/browser': ['src/browser', 'src/core', RULES],
  'src/visualiser': ['src/visualiser', 'src/core'],
  'src/components': [
    'src/components',
    'src/session',
    'src/browser',
    'src/visualiser',
    'src/core',
    'src/sandbox/select-engine',
    SEAM,
    `${SHELF}/src/shelf`,
    'src/sandbox/local-node/engine',
    'src/sandbox/recorded/engine',
    'src/sandbox/browser-node',
    'src/sandbox/webcontainer/engine',
    'src/sandbox/webcontainer/probe',
  ],
  'src/content-reader': ['src/content-reader', MODELS, 'src/core'],
  'src/cards': ['src/cards', 'src/content-reader', 'src/visualiser', MODELS, 'src/core'],
  'src/server': [
    'src/server',
    SERVERS,
    MODELS,
    'src/core',
    'src/sandbox/local-node/host',
    'src/sandbox/local-node/protocol',
    // Policies name its script.
    `${BROWSER_NODE}/src/frame-document`,
  ],
  // A feature's own layers are those of the whole, and what is common knows no feature.
  [MODELS]: [MODELS, 'src/core', RULES],
  [CLIENTS]: [CLIENTS, MODELS, 'src/browser', 'src/core', RULES],
  [SERVERS]: [SERVERS, MODELS, 'src/core', 'src/server/upgrades', 'src/server/refusal'],
  [UIS]: [
    UIS,
    CLIENTS,
    MODELS,
    'src/components',
    'src/session',
    'src/browser',
    'src/visualiser',
    'src/core',
    'src/sandbox/select-engine',
    SEAM,
    'src/sandbox/webcontainer/probe',
  ],
  'src/features/offline/worker': [MODELS, 'src/core'],
};

const packages = {
  'src/core': ['zod'],
  'src/guest': [],
  'src/sandbox': ['zod', 'ws', '@webcontainer'],
  [BROWSER_NODE]: ['rolldown', 'vite', '@noble/hashes', 'pako'],
  [SHELF]: ['rolldown', 'vite'],
  [SEAM]: [],
  'src/session': ['@preact/signals-core'],
  'src/browser': ['@preact/signals-core'],
  'src/visualiser': ['@preact/signals-core'],
  'src/components': ['@preact/signals-core', 'lit-html', 'monaco-editor', '@xterm', 'prettier'],
  'src/content-reader': ['yaml', 'zod'],
  'src/cards': ['@resvg', 'shiki'],
  'src/server': ['fastify', '@fastify', 'ws', 'astro', 'uqr', '@redis'],
  [MODELS]: ['zod', 'ts-fsrs'],
  [CLIENTS]: ['@preact/signals-core'],
  [SERVERS]: ['fastify', '@fastify', 'ws', 'uqr', '@redis'],
  [UIS]: ['@preact/signals-core', 'lit-html', '@xapi', 'uqr', 'minisearch'],
  'src/features/offline/worker': ['workbox-precaching'],
};

const OURS = '^(src|packages)/';
const TESTS = '\\.(test|contract)\\.ts$|^packages/[^/]+/tests/';
const nameOf = (layer) =>
  layer
    .replace(/^src\//, '')
    .replace('features/[^/]+/', 'a-')
    .replaceAll('/', '-');
const anyOf = (paths) => `^(${paths.join('|')})(/|\\.ts$|$)`;

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${nameOf(layer)}-imports-only-its-own`,
      severity: 'error',
      from: { path: `^${layer}/`, pathNot: TESTS },
      to: { path: OURS, pathNot: anyOf(allowed) },
    })),
    ...Object.entries(packages).map(([layer, allowed]) => ({
      name: `${nameOf(layer)}-packages`,
      severity: 'error',
      from: { path: `^${layer}/`, pathNot: TESTS },
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
      comment: 'core and models run in pages, guests and servers alike: no Node, no DOM.',
      severity: 'error',
      from: { path: ['^src/core/', `^${MODELS}/`], pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'zod-in-schemas-only',
      comment: 'Pages get types, not the validator.',
      severity: 'error',
      from: { path: ['^src/(core|sandbox)/', '^packages/', `^${MODELS}/`], pathNot: '\\.schema\\.ts$' },
      to: { path: 'node_modules/zod', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'node-only-where-node-runs',
      severity: 'error',
      from: {
        path: ['^src/(session|browser|visualiser|components|sandbox)/', '^packages/', `^(${CLIENTS}|${UIS})/`],
        pathNot: [
          TESTS,
          '^src/sandbox/local-node/host/',
          `^(${BROWSER_NODE}|${SHELF})/src/build/`,
          `^${BROWSER_NODE}/example/vite`,
        ],
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
      from: { path: '^src/', pathNot: '^src/features/quiz/model/review-schedule\\.ts$' },
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
      from: { path: OURS, pathNot: `^${BROWSER_NODE}/src/process/chunks/` },
      to: { path: 'node_modules/(@noble/hashes|pako)' },
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

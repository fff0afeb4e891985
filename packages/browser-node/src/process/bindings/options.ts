/** `options`: Node's command line, with the pinned binary's defaults. */
import { defineBinding, type Members } from '../binding.ts';
import { isLoadable } from '../chunks.ts';
import { parts } from '../parts.ts';
import { fromShape } from '../shape.ts';

/** The options that this process was started with, over the defaults. */
export const commandLine: Members = {};

/** Defaults that a browser changes. */
const OURS = { '--warnings': true, '--no-warnings': false, '--expose-internals': false };

/** The stripper of types: it comes only to programs that have files of TypeScript. */
const STRIPS_TYPES = 'internal/deps/amaro/dist/index';

defineBinding('options', () => ({
  getCLIOptionsValues: () => ({
    __proto__: null,
    ...(fromShape(parts.facts.options, 'options') as Members),
    ...OURS,
    '--strip-types': isLoadable(STRIPS_TYPES),
    ...commandLine,
  }),
  getCLIOptionsInfo: () => ({ options: new Map(), aliases: new Map() }),
  getOptionsAsFlags: () => [],
  getEmbedderOptions: () => ({
    ...(fromShape(parts.facts.embedderOptions, 'options') as Members),
    shouldNotRegisterESMLoader: false,
    noGlobalSearchPaths: false,
    noBrowserGlobals: false,
    hasEmbedderPreload: false,
  }),
  getEnvOptionsInputType: () => new Map(),
  getNamespaceOptionsInputType: () => new Map(),
}));

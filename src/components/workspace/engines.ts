/** The engines that a lesson page can choose from, in the order in which they are tried. */
import type { EngineChoice } from '../../sandbox/select-engine.ts';

/** Where the learner's own choice is remembered. */
export const PREFERRED_ENGINE = 'engine';

export const engineChoices: readonly EngineChoice[] = [
  {
    name: 'local-node',
    label: 'Node on this computer',
    async load() {
      const { askServer, createLocalNodeEngine } = await import('../../sandbox/local-node/engine.ts');
      return createLocalNodeEngine({ connection: () => askServer(location) });
    },
  },
];

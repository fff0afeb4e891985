/** The engines that a page can choose from, in the order in which they are tried. */
import { isEmbed } from '../../browser/embedded.ts';
import { CONTAINER_REPORTS } from '../../browser/keys.ts';
import { pageFacts } from '../../browser/page-facts.ts';
import { openStorage } from '../../browser/storage.ts';
import type { BootOptions } from '@cluster-lab/sandbox';
import type { BootedEngine, EngineChoice } from '../../sandbox/select-engine.ts';
import { PAGE_ORDER } from './engine-order.ts';

const everyEngine: readonly EngineChoice[] = [
  {
    name: 'local-node',
    label: 'Node on this computer',
    load: once(async () => {
      const [{ createLocalNodeEngine }, { localConnection }] = await Promise.all([
        import('../../sandbox/local-node/engine.ts'),
        import('./local-connection.ts'),
      ]);
      return createLocalNodeEngine({ connection: localConnection });
    }),
  },
  {
    name: 'browser-node',
    label: 'In-browser Node',
    load: once(async () => {
      const [{ createBrowserNodeEngine }, { script }] = await Promise.all([
        import('../../sandbox/browser-node.ts'),
        import('virtual:browser-node'),
      ]);
      return createBrowserNodeEngine(script);
    }),
  },
  {
    name: 'webcontainer',
    label: 'WebContainer',
    startsSlowly: true,
    load: once(async () => {
      const { createWebContainerEngine } = await import('../../sandbox/webcontainer/engine.ts');
      const storage = openStorage();
      return createWebContainerEngine({
        page: () => pageFacts(storage),
        clientId: import.meta.env.PUBLIC_WEBCONTAINER_CLIENT_ID,
        reports: {
          get: (version) => storage.get(CONTAINER_REPORTS.of(version)),
          set: (version, report) => storage.set(CONTAINER_REPORTS.of(version), report),
        },
        guests: async () => {
          const [preload, tool] = await Promise.all([
            import('virtual:guest/container-preload'),
            import('virtual:guest/container-tool'),
          ]);
          return { preload: preload.default, tool: tool.default };
        },
      });
    }),
  },
];

/** An embed is framed by pages of others: nothing in it reaches this computer, and it contacts no other host. */
const ORDER = isEmbed() ? ['browser-node'] : PAGE_ORDER;

export const engineChoices: readonly EngineChoice[] = ORDER.flatMap((name) =>
  everyEngine.filter((engine) => engine.name === name),
);

/** The step's recorded run: no engine of the menu, since it is another one for each step. */
export async function bootRecording(options: BootOptions, signal: AbortSignal): Promise<BootedEngine> {
  const { createRecordedEngine } = await import('../../sandbox/recorded/engine.ts');
  const engine = createRecordedEngine({ root: document.documentElement.dataset['root'] });
  return { sandbox: await engine.boot(options, signal), label: engine.label, passedOver: [] };
}

/** Made once for the page, whoever asks: what an engine has learnt (a boot that hangs) must not be forgotten. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

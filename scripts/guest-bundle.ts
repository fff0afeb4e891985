/** Bundles each program that runs inside a sandbox into one file, and hands its text to pages as a virtual module. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

const GUESTS = {
  tracer: 'src/guest/tracer/main.ts',
  'load-generator': 'src/guest/load-generator/main.ts',
  'container-preload': 'src/guest/container/preload.ts',
  'container-tool': 'src/guest/container/tool.ts',
} as const;
export type Guest = keyof typeof GUESTS;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PREFIX = 'virtual:guest/';

/** The guest as one ES module that imports nothing but `node:` modules. */
export async function bundleGuest(guest: Guest): Promise<string> {
  const bundle = await rolldown({
    input: `${ROOT}${GUESTS[guest]}`,
    platform: 'node',
    external: /^node:/,
    treeshake: true,
  });
  const { output } = await bundle.generate({ format: 'esm', minify: 'dce-only', comments: false });
  await bundle.close();
  return output[0].code;
}

/** `import text from 'virtual:guest/tracer'`. In dev a change of a guest's sources reloads the page. */
export function guestPlugin(): Plugin {
  const guestOf = (id: string) => (id.startsWith(`\0${PREFIX}`) ? (id.slice(PREFIX.length + 1) as Guest) : undefined);
  return {
    name: 'cluster-lab:guests',
    resolveId: (id) => (id.startsWith(PREFIX) && id.slice(PREFIX.length) in GUESTS ? `\0${id}` : undefined),
    async load(id) {
      const guest = guestOf(id);
      return guest && `export default ${JSON.stringify(await bundleGuest(guest))};`;
    },
    handleHotUpdate({ file, server }) {
      if (!file.includes('/src/guest/') && !file.includes('/src/core/trace/')) return;
      server.moduleGraph.invalidateAll();
      server.ws.send({ type: 'full-reload' });
    },
  };
}

/** Made by the plugin of the build (src/build/vite-plugin.ts). */
declare module 'virtual:shelf' {
  import type { ShelfPackage } from '@cluster-lab/shelf';

  export const packages: readonly ShelfPackage[];
}

declare module 'virtual:shelf/facts' {
  import type { ShelfFacts } from '@cluster-lab/shelf/build';

  export const facts: readonly ShelfFacts[];
}

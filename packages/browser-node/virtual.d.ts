/** Made by the plugin of the build (src/build/vite-plugin.ts). */
declare module 'virtual:browser-node' {
  import type { ProcessScript } from '@cluster-lab/browser-node';

  export const script: ProcessScript;
}

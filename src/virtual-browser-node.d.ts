/** Made by src/sandbox/browser-node/build/vite-plugin.ts: `ProcessScript` of the engine. */
declare module 'virtual:browser-node' {
  export const script:
    | {
        readonly kernel: string;
        readonly process: string;
        readonly lines: string;
        readonly chunks: readonly {
          readonly url: string;
          readonly lines: string;
          readonly modules: readonly string[];
        }[];
        readonly nodeVersion: string;
      }
    | { readonly missing: string };
}

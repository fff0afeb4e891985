/** Made by scripts/node-api-module.ts from src/content/node-api.yaml: `NodeApis`. */
declare module 'virtual:node-api' {
  const apis: Record<
    string,
    {
      of?: 'node:cluster' | 'node:http' | 'node:net' | undefined;
      words: string;
      shownBy: string;
      experiments?: string[] | undefined;
    }
  >;
  export default apis;
}

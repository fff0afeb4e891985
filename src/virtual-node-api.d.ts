/** Made by scripts/node-api-module.ts from src/content/node-api.yaml. */
declare module 'virtual:node-api' {
  const apis: import('./core/lesson/node-api.schema.ts').NodeApis;
  export default apis;
}

/** On `npm start` real Node comes first; a hosted build sets its own order (.env.hosted). */
export const PAGE_ORDER: readonly string[] = (
  import.meta.env.PUBLIC_SANDBOX_ENGINES ?? 'local-node,browser-node,webcontainer'
)
  .split(',')
  .map((name) => name.trim());
